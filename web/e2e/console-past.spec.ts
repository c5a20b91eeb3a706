// SPDX-License-Identifier: Apache-2.0
// What a case leaves behind: as it stood at a moment, who looked at it, and its papers in one file.
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { button, decided, drafted, opened, place, post, signIn, test } from "./console.ts";
import { expectFitForAll, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(180_000);

test("a case is shown as it stood then, and nothing can be done in the past", async ({ page }) => {
  const id = await opened();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const then = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await post("wanglei", `/api/v1/cases/${id}/evidence?title=later&name=later.txt`, `later ${id}`, "text/plain");
  await signIn(page, "wanglei", `/cases/${id}?tab=evidence`);
  await expect(page.locator("main li", { hasText: "later.txt" })).toBeVisible();
  await expect(page.locator(".drop")).toBeVisible();
  await page.goto(place(`/cases/${id}?tab=evidence&at=${encodeURIComponent(then)}`));
  await expect(page.locator(".past")).toContainText("只能查看");
  await expect(page.locator("main")).toContainText("还没有证据材料");
  await expect(page.locator(".drop")).toHaveCount(0);
  await page.locator(".tabs a").first().click();
  await expect(page.locator("main .steps")).toHaveCount(0);
  await button(page, "回到现在").click();
  await expect(page.locator("main .steps li").first()).toBeVisible();
});

test("who looked at a case stands in its record, the supervisor too, and not before it is asked for", async ({ page, browser }) => {
  const id = await drafted();
  const others = await browser.newContext({ locale: "zh-CN" });
  try {
    const supervisor = await others.newPage();
    await signIn(supervisor, "luojing", `/cases/${id}`);
    await expect(supervisor.locator("h1")).toContainText("流萤");
    await expect(supervisor.locator("main .el-button--primary")).toHaveCount(0);
    // Every way that would lead to a closed door is no way for him.
    await expect(supervisor.locator("main .problem button", { hasText: "去办" })).toHaveCount(0);
  } finally {
    await others.close();
  }
  await signIn(page, "wanglei", `/cases/${id}?tab=timeline`);
  const entry = page.locator("main ol li.look", { hasText: "罗" });
  await expect(page.locator("main ol li").first()).toBeVisible();
  await expect(entry).toHaveCount(0);
  await page.getByText("显示查阅记录").click();
  await expect(entry.first()).toContainText("查阅：案件");
});

test("the papers of a case come in one file, and those of several", async ({ page }) => {
  const id = await decided();
  await signIn(page, "wanglei", `/cases/${id}?tab=documents`);
  await button(page, "全部文书打包下载").click();
  const made = page.locator(".job a[download]");
  await expect(made).toBeVisible({ timeout: 90_000 });
  const [file] = await Promise.all([page.waitForEvent("download"), made.click()]);
  const zip = readFileSync(await file.path());
  expect(zip.subarray(0, 2).toString()).toBe("PK");
  const { documents } = await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { documents: unknown[] };
  expect(zip.toString("latin1").split("PK\u0001\u0002").length - 1).toBe(documents.length);

  await page.goto(place("/cases"));
  await page.locator("tbody .mark .el-checkbox").first().click();
  await page.locator("tbody .mark .el-checkbox").nth(1).click();
  await expect(button(page, "打包文书（2件案件）")).toBeEnabled();
  await expectFitForAll(page, "console-cases-chosen");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByText("清除选择").click();
  await expect(page.locator(".chosen")).toHaveCount(0);
});

test("a batch of papers shows how far it is, and is stopped when nobody wants it", async ({ page }) => {
  await signIn(page, "wuting", "/cases");
  await page.locator("thead .mark .el-checkbox").click();
  // The order stands and is still worked on, as with papers of fifty cases.
  let stopped = false;
  await page.route("**/api/v1/jobs/*", async (route) => {
    if (route.request().method() === "DELETE") stopped = true;
    const answer = await route.fetch();
    if (route.request().method() !== "GET" || stopped) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, json: { ...await answer.json() as object, state: "running", done: 3, total: 12 } });
  });
  await page.locator(".chosen .el-button").click();
  await expect(page.locator(".job")).toContainText("3/12");
  await expect(page.locator(".job [role=progressbar]")).toHaveAttribute("aria-valuenow", "25");
  await expect(page.locator(".chosen .el-button")).toBeDisabled();
  await page.locator(".job").getByRole("button", { name: "取消" }).click();
  await expect.poll(() => stopped).toBe(true);
  await expect(page.locator(".job a[download]")).toHaveCount(0);
  await expect(page.locator(".chosen .el-button")).toBeEnabled();
});

test("who approves a licence reads what is granted and for how long", async ({ page }) => {
  const step = (id: string, name: string, body: unknown) => post("wanglei", `/api/v1/cases/${id}/steps/${name}`, body);
  const { case: id } = await post("wanglei", "/api/v1/cases", { item: "hotel_licence", values: { "licence.kind": "new", "party.kind": "organisation",
    "party.name": "云上文化有限公司", "party.credit_code": "92999922MA0000015F", "party.legal_representative": "贾明一", "party.address": "云岭县城关镇示范路10号",
    "party.phone": "0999-5550201", "licence.subject": "开办云上旅馆。", "licence.materials": "申请书｜1｜" } });
  await step(id, "reception", { values: { "licence.reception": "accepted" } });
  await step(id, "acceptance", { values: { "licence.third_party": "无" } });
  await post("wanglei", `/api/v1/cases/${id}/evidence?title=check&name=check.txt`, `check ${id}`, "text/plain");
  await step(id, "examination", { performers: ["lina"], values: { "licence.examination": "现场核查，符合条件。", "licence.qualified": true } });
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
  await step(id, "proposal", { values: { "licence.outcome": "granted", "licence.reasons": "符合法定条件。", "licence.content": "旅馆业经营", "licence.from": day(1), "licence.until": day(1095),
    "case.public_interest": false, "case.difficult": false } });
  await step(id, "draft", {});
  await signIn(page, "caozheng", `/cases/${id}/decision/decision`);
  const panel = page.locator(".approval .panel").first();
  await expect(panel.locator(".weight")).toHaveText("准予行政许可");
  await expect(panel).toContainText("旅馆业经营");
  await expect(panel).toContainText("有效期至");
  await button(page, "批准并取号").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
});
