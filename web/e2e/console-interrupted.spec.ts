// SPDX-License-Identifier: Apache-2.0
// What comes in the way of somebody who fills in a form: the session ends, the network or the
// server goes, a second window, the browser's way back. Nothing that was typed is lost, and nobody
// else reads it.
import { expect } from "@playwright/test";
import { filing, input, opened, ordinary, pick, place, post, saved, signIn, signInAgain, test, unsent } from "./console.ts";
import { start } from "./program.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 844 }, contextOptions: { reducedMotion: "reduce" } });

test("a session that ends in the middle of a long form is renewed in place, and the form is submitted", async ({ page, context }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}/do/filing`);
  await pick(page, "filing.opinion", "own_case");
  await input(page, "filing.reasons").fill("有违法事实，属于本机关管辖");
  await pick(page, "party.kind", "organisation");
  await input(page, "party.name").fill(ordinary.name);
  await saved(page);
  await context.clearCookies();
  await input(page, "party.credit_code").fill("92999922MA00002852");
  await expect(page.getByRole("dialog")).toContainText("登录已失效");
  // What stands beneath is behind a curtain: whoever comes by reads nothing of it.
  await expect(page.locator(".el-overlay.curtain")).toBeVisible();
  expect(await page.locator(".el-overlay.curtain").evaluate((curtain) => getComputedStyle(curtain).backgroundColor)).not.toMatch(/rgba|transparent/);
  await picture(page, "console-session-ended");
  await signInAgain(page, "wanglei");
  await expect(page.getByRole("dialog")).toBeHidden();
  await saved(page);
  await expect(input(page, "party.credit_code")).toHaveValue("92999922MA00002852");
  await input(page, "party.legal_representative").fill(ordinary.representative);
  await input(page, "party.address").fill(ordinary.place);
  await input(page, "party.phone").fill("0999-5550288");
  await saved(page);
  // And once more, at the very moment of submitting.
  await context.clearCookies();
  await page.getByRole("button", { name: "提交" }).click();
  await signInAgain(page, "wanglei");
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await expect(page.locator(".stages li.done")).toHaveCount(2);
});

test("who signs in after somebody else finds nothing of what he typed", async ({ page, context }) => {
  await signIn(page, "lina", "/cases/new/venue_recordings_not_kept");
  await input(page, "report.place").fill("只属于李娜的文字");
  await saved(page);
  await context.clearCookies();
  await input(page, "report.place").fill("只属于李娜的文字，没有保存");
  await expect(page.getByRole("dialog")).toContainText("登录已失效");
  expect(await unsent(page)).toContain("只属于李娜的文字");
  await signInAgain(page, "zhaomin");
  await expect(page.locator("h1")).toContainText("赵敏");
  expect(await unsent(page)).not.toContain("李娜");
  await page.goto(place("/cases/new/venue_recordings_not_kept"));
  await expect(input(page, "report.place")).toHaveValue("");
});

test("who signs out leaves nothing behind, and finds it when he comes back", async ({ page, context }) => {
  await signIn(page, "zhouqiang", "/cases/new/venue_recordings_not_kept");
  await expect(input(page, "report.place")).toBeVisible();
  await context.setOffline(true);
  await input(page, "report.place").fill("断网时写的最后一句");
  await expect(page.locator(".kept")).toContainText("本窗口");
  await page.locator(".leave").click();
  await expect(page.locator("main")).toBeHidden();
  await expect(page.locator(".strip.blue")).toContainText("正在退出");
  await context.setOffline(false);
  await expect(page.locator("input[name=login]")).toBeVisible({ timeout: 30_000 });
  expect(await unsent(page)).not.toContain("断网时写的最后一句");
  await signIn(page, "zhouqiang", "/cases/new/venue_recordings_not_kept");
  await expect(input(page, "report.place")).toHaveValue("断网时写的最后一句");
  await page.getByRole("button", { name: "不要草稿" }).click();
});

test("a minute without a connection loses nothing", async ({ page, context }) => {
  await signIn(page, "lina", "/cases/new/venue_room_fittings");
  await expect(page.locator("[data-field='report.summary']")).toBeVisible();
  await context.setOffline(true);
  await input(page, "report.summary").fill("断网时填写的内容");
  await expect(page.locator(".strip.red")).toContainText("网络连接已断开");
  await expect(page.locator(".kept")).toContainText("本窗口");
  await picture(page, "console-offline");
  // A minute: the probes come more slowly, and still the page notices.
  await page.waitForTimeout(Number(process.env.OFFLINE_MS ?? 20_000));
  await input(page, "report.place").fill("断网一分钟以后");
  await context.setOffline(false);
  await expect(page.locator(".strip.red")).toBeHidden({ timeout: 30_000 });
  await saved(page);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await expect(input(page, "report.summary")).toHaveValue("断网时填写的内容");
  await expect(input(page, "report.place")).toHaveValue("断网一分钟以后");
  await page.getByRole("button", { name: "不要草稿" }).click();
  await expect(input(page, "report.summary")).toHaveValue("");
});

test("a server that is killed and started again finds the form as it was, takes it, and tells what changed", async ({ page }) => {
  test.skip(!process.env.MINGCHA_PROGRAM, "needs a program of its own");
  // Three starts of the program, one of them with all its fictional data to make.
  test.setTimeout(300_000);
  const program = await start(process.env.MINGCHA_PROGRAM as string);
  try {
    const id = await opened(ordinary, program.url);
    await signIn(page, "wanglei", `/cases/${id}/do/filing`, program.url);
    await input(page, "filing.reasons").fill("服务器停机以前写的");
    await saved(page);
    await program.kill();
    await input(page, "filing.reasons").fill("服务器停机以前写的，停机以后又写的");
    await expect(page.locator(".strip.red")).toBeVisible();
    await program.startAgain();
    await expect(page.locator(".strip.red")).toBeHidden({ timeout: 30_000 });
    await saved(page);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await pick(page, "filing.opinion", "own_case");
    await pick(page, "party.kind", "organisation");
    for (const [field, value] of Object.entries(filing(ordinary).values).filter(([name]) => /^party\.(?!kind)/.test(name))) await input(page, field).fill(value);
    await page.getByRole("button", { name: "提交" }).click();
    await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
    await expect(page.locator(".stages li.done")).toHaveCount(2);
    await page.goto(place(`/cases/${id}?tab=facts`, program.url));
    await expect(page.locator("main")).toContainText("服务器停机以前写的，停机以后又写的");
    // The stream of changes came up again by itself: what others do is seen without reloading.
    await page.goto(place(`/cases/${id}?tab=evidence`, program.url));
    await expect(page.locator(".drop")).toBeVisible();
    await program.kill();
    await program.startAgain();
    await post("lina", `/api/v1/cases/${id}/evidence?title=${encodeURIComponent("重启以后的照片")}&name=a.txt`, "x", "text/plain", program.url);
    await expect(page.locator("main li", { hasText: "重启以后的照片" })).toBeVisible({ timeout: 30_000 });
  } finally {
    await page.goto("about:blank");
    await program.stop();
  }
});

test("two windows on one form: both are shown, and the person chooses", async ({ page, context }) => {
  await signIn(page, "wanglei", "/cases/new/venue_room_fittings");
  const other = await context.newPage();
  await other.goto(place("/cases/new/venue_room_fittings"));
  await expect(input(other, "report.place")).toBeVisible();
  await expect(input(page, "report.place")).toBeVisible();
  await input(page, "report.place").fill("第一个窗口");
  await saved(page);
  await input(other, "report.place").fill("第二个窗口");
  const choice = other.getByRole("alertdialog");
  await expect(choice).toContainText("第一个窗口");
  await expect(choice).toContainText("第二个窗口");
  await picture(other, "console-two-windows");
  await choice.getByRole("button", { name: "用另一个窗口的" }).click();
  await expect(input(other, "report.place")).toHaveValue("第一个窗口");
  await input(other, "report.place").fill("第三次填写");
  await saved(other);
  await other.close();
});

test("the browser's way back and forth keeps what was typed, and a form that was submitted is not submitted twice", async ({ page }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}`);
  await page.locator(".steps li .el-button").first().click();
  await expect(page).toHaveURL(/\/do\/filing$/);
  await input(page, "filing.reasons").fill("写到一半就按了后退");
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await page.goForward();
  await expect(input(page, "filing.reasons")).toHaveValue("写到一半就按了后退");
  await pick(page, "filing.opinion", "own_case");
  await pick(page, "party.kind", "organisation");
  for (const [field, value] of Object.entries(filing(ordinary).values).filter(([name]) => /^party\.(?!kind)/.test(name))) await input(page, field).fill(value);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await expect(page.locator(".stages li.done")).toHaveCount(2);
  await page.goBack();
  // The step is known as done: no draft of it is left, and the case has it once.
  await expect(page).toHaveURL(/\/do\/filing$/);
  await expect(page.locator(".kept, .empty").first()).toBeVisible();
  await expect(page.locator("main")).not.toContainText("已恢复");
  const { done } = await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { done: { step: string; times: number }[] };
  expect(done.find((each) => each.step === "filing")?.times).toBe(1);
});

test("the step's page is fit for all, full of faults", async ({ page }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}/do/filing`);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.locator(".field.faulty").first()).toBeVisible();
  await expectFitForAll(page, "console-step");
});
