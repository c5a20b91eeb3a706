// SPDX-License-Identifier: Apache-2.0
// The console as an officer meets it: the real program, its fictional data, a browser.
import { expect } from "@playwright/test";
import { caseOf, choose, input, password, place as page_, saved, signIn, test, wishKey } from "./console.ts";
import { expectFitForAll, expectWithinWidth, picture, url } from "./support.ts";

// Colours are measured when they have come to rest.
test.use({ locale: "zh-CN", contextOptions: { reducedMotion: "reduce" } });

test("who is not signed in signs in, and comes to where he wanted to go", async ({ page }) => {
  await page.goto(page_("/cases"));
  await expect(page.locator("h1")).toHaveText("明察");
  await expectFitForAll(page, "console-sign-in");
  await page.locator("input[name=login]").fill("zhaomin");
  await page.locator("input[name=password]").fill("wrong-password");
  await page.keyboard.press("Enter");
  await expect(page.locator(".problem")).toBeVisible();
  await page.locator("input[name=password]").fill(password);
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("案件");
  await expect(page).toHaveURL(/\/console\/cases$/);
  await page.locator(".leave").click();
  await expect(page.locator("input[name=login]")).toBeVisible();
});

test("the desk says what to do and by when, in both languages", async ({ page }) => {
  await signIn(page, "zhaomin");
  await expect(page.locator("h1")).toContainText("赵敏");
  await expect(page.locator(".sheet tbody tr").first()).toBeVisible();
  await expect(page.locator("main .panel").filter({ hasText: "待办" }).locator(".why").first()).toContainText("期限");
  await expectFitForAll(page, "console-desk");
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.locator(".tools [lang=en]").click();
  await expect(page.locator("h1")).toContainText("what there is to do");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await picture(page, "console-desk-en");
});

test("the list finds by words, keeps them in the address, and is fit for all", async ({ page }) => {
  await signIn(page, "zhaomin", "/cases");
  await expect(page.locator(".sheet tbody tr").nth(3)).toBeVisible();
  await expectFitForAll(page, "console-cases");
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.locator("input[name=q]").fill("歌舞厅");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await expect(page.locator(".sheet tbody tr")).toHaveCount(1);
  await page.reload();
  await expect(page.locator("input[name=q]")).toHaveValue("歌舞厅");
  await expect(page.locator(".sheet tbody tr")).toHaveCount(1);
  await page.locator("input[name=q]").fill("没有这个词");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toContainText("没有符合条件的案件");
});

test("a list of one's own choice is kept under a name, and exported", async ({ page }) => {
  await signIn(page, "wuting", "/cases?state=closed");
  await expect(page.locator(".sheet tbody tr").first()).toBeVisible();
  await page.locator(".views input").fill("已结案的");
  await page.locator(".views button[type=submit]").click();
  await page.goto(page_("/cases"));
  await page.locator(".views .view .link", { hasText: "已结案的" }).click();
  await expect(page).toHaveURL(/state=closed/);
  await page.getByRole("button", { name: "导出 Excel" }).click();
  const link = page.locator(".line a[download]");
  await expect(link).toBeVisible();
  const file = await page.request.get(url(await link.getAttribute("href") as string));
  expect((await file.body()).subarray(0, 2).toString()).toBe("PK");
  await page.locator(".views .drop").click();
  await expect(page.locator(".views .view")).toHaveCount(0);
});

test("a case says where it stands, and an obstacle shows its article and its cure", async ({ page }) => {
  await signIn(page, "zhaomin");
  const id = await caseOf(page, "拟制处罚决定");
  await page.goto(page_(`/cases/${id}`));
  await expect(page.locator(".stages li.done").first()).toBeVisible();
  await expect(page.locator(".columns aside")).toContainText("办案期限");
  await expectFitForAll(page, "console-case");
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.locator("details.blocked summary").first().click();
  const chip = page.locator("details.blocked[open] .chip").first();
  await expect(chip).toContainText("《");
  await chip.click();
  await expect(page.locator(".el-dialog:visible blockquote")).not.toBeEmpty();
  await page.keyboard.press("Escape");
  for (const [tab, expected] of [["facts", "当事人姓名或者名称"], ["documents", "行政案件立案登记表"], ["evidence", "SHA-256"], ["review", "决定书稿"], ["timeline", "建立案件"]] as const) {
    await page.goto(page_(`/cases/${id}?tab=${tab}`));
    await expect(page.locator("main")).toContainText(expected);
    await picture(page, `console-case-${tab}`);
  }
  await page.goto(page_(`/cases/${id}?at=2026-10-22T09:30:00%2B08:00`));
  await expect(page.locator(".past")).toBeVisible();
  await expect(page.locator(".stages li.done")).toHaveCount(1);
  await expect(page.locator("main .el-button--primary")).toHaveCount(0);
});

test("a case is opened from a form, and what was typed on the way is never lost", async ({ page, context }) => {
  await signIn(page, "lina", "/cases/new");
  await page.getByRole("link", { name: "未按规定留存监控录像资料" }).click();
  await expect(page.locator("[data-field='report.summary']")).toBeVisible();
  await page.getByRole("button", { name: "登记并建立案件" }).click();
  await expect(page.locator(".field.faulty").first()).toBeVisible();
  await expect(page.locator(".foot .fault")).toContainText("处需要修改");
  await expectFitForAll(page, "console-open");
  await page.setViewportSize({ width: 1280, height: 844 });

  const hostile = "😀 龘 𠮷 \u200f\u202eשלום\u202c <script>alert(1)</script> \"'&";
  await input(page, "report.place").fill(hostile);
  await input(page, "report.summary").fill("巡查发现，监控录像资料未留存三十日。");
  await saved(page);

  // Left and come back to, by another window.
  await page.goto(page_("/"));
  const other = await context.newPage();
  await other.goto(page_("/cases/new/venue_recordings_not_kept"));
  await expect(other.locator(".kept")).toContainText("已恢复");
  await expect(input(other, "report.place")).toHaveValue(hostile);
  await other.close();

  await page.goto(page_("/cases/new/venue_recordings_not_kept"));
  await expect(input(page, "report.place")).toHaveValue(hostile);
  await input(page, "report.material").fill("无");
  await saved(page);

  await choose(page, "report.source", "工作中发现");
  await input(page, "report.received_at").fill("2026-03-02 09:05");
  await page.keyboard.press("Enter");
  await input(page, "report.reporter").fill("匿名");
  await page.getByRole("button", { name: "登记并建立案件" }).click();
  // Marks that turn the direction of what follows are refused, and that is said at the field.
  await expect(page.locator("[data-field='report.place'].faulty .fault")).toBeVisible();
  await expect(page.locator(".problem .cure").first()).toBeVisible();
  await input(page, "report.place").fill(hostile.replace(/[\u200f\u202c\u202e]/g, ""));
  await page.getByRole("button", { name: "登记并建立案件" }).click();
  await expect(page).toHaveURL(/\/console\/cases\/c[0-9a-z]{16}$/);
  await expect(page.locator(".stages li.done")).toHaveCount(1);
  await page.goto(`${page.url()}?tab=facts`);
  await expect(page.locator("main")).toContainText("<script>alert(1)</script>");
  // What was submitted is no draft any more.
  await page.goto(page_("/cases/new/venue_recordings_not_kept"));
  await expect(input(page, "report.place")).toHaveValue("");
});

test("a step of a case is done, and files are kept with it", async ({ page }) => {
  await signIn(page, "wanglei");
  const { csrf } = await (await page.request.get(url("/api/v1/session"))).json() as { csrf: string };
  const opened = await page.request.post(url("/api/v1/cases"), {
    headers: { "X-CSRF-Token": csrf, "Idempotency-Key": wishKey() },
    data: { item: "assault", values: { "report.source": "found_at_work", "report.received_at": "2026-03-02T09:05:00+08:00", "report.place": "县城关镇", "report.summary": "群众报称有人斗殴", "report.material": "无" } },
  });
  expect(opened.status(), await opened.text()).toBe(201);
  const { case: id } = await opened.json() as { case: string };
  await page.goto(page_(`/cases/${id}`));
  await page.locator(".steps li .el-button").first().click();
  await expect(page).toHaveURL(/\/do\/[a-z_]+$/);
  await expect(page.locator(".field").first()).toBeVisible();
  await picture(page, "console-step");
  await page.goto(page_(`/cases/${id}?tab=evidence`));
  await page.locator(".drop input[type=file]").setInputFiles({ name: "现场 照片😀.txt", mimeType: "text/plain", buffer: Buffer.from("现场说明") });
  await expect(page.locator("main li", { hasText: "现场 照片😀" })).toBeVisible();
  await page.locator("main li .link").first().click();
  await expect(page.frameLocator(".el-dialog iframe").locator("body")).toContainText("现场说明");
});

test("a case that moved on while somebody was writing says so, and keeps what was typed", async ({ page }) => {
  await signIn(page, "zhaomin");
  const id = await caseOf(page, "拟制处罚决定");
  await page.goto(page_(`/cases/${id}/do/evidence`));
  await expect(input(page, "evidence.list")).toBeVisible();
  await input(page, "evidence.list").fill("我正在写的内容");
  await saved(page);
  const { csrf } = await (await page.request.get(url("/api/v1/session"))).json() as { csrf: string };
  const sent = await page.request.post(url(`/api/v1/cases/${id}/evidence?title=x&name=x.txt`), {
    headers: { "X-CSRF-Token": csrf, "Idempotency-Key": wishKey(), "Content-Type": "text/plain" }, data: "x",
  });
  expect(sent.status()).toBe(201);
  // Told by the server at once, or found out when submitting.
  const submit = page.getByRole("button", { name: "提交" });
  await submit.click({ timeout: 2000 }).catch(() => undefined);
  await expect(page.locator(".moved")).toContainText("案件有了新的记录");
  await expect(input(page, "evidence.list")).toHaveValue("我正在写的内容");
  await expect(submit).toBeDisabled();
  await page.locator(".moved .el-button").click();
  await expect(submit).toBeEnabled();
});

test("what a step would print is shown before it is done", async ({ page }) => {
  await signIn(page, "zhaomin");
  const id = await caseOf(page, "拟制处罚决定");
  await page.goto(page_(`/cases/${id}/do/notice`));
  const answer = page.waitForResponse((response) => response.url().includes("/previews/"));
  await page.getByRole("button", { name: "预览文书" }).click();
  expect((await answer).headers()["content-type"]).toContain("application/pdf");
  await expect(page.locator(".el-dialog iframe.paper")).toBeVisible();
});

test("what is too long is said, whatever its length", async ({ page }) => {
  await signIn(page, "lina", "/cases/new/assault");
  await input(page, "report.place").fill("案".repeat(100_000));
  await expect(page.locator("[data-field='report.place'] .fault")).toContainText("100000");
  await expectWithinWidth(page);
});

test("the supervisor sees every case and no button", async ({ page }) => {
  await signIn(page, "luojing", "/cases");
  await expect(page.locator(".strip.blue")).toContainText("只能查看");
  await expect(page.locator(".sheet tbody tr").nth(3)).toBeVisible();
  await expect(page.locator("main .el-button", { hasText: "登记新案" })).toHaveCount(0);
  const id = await caseOf(page, "拟制处罚决定");
  await page.goto(page_(`/cases/${id}`));
  await expect(page.locator(".stages li.done").first()).toBeVisible();
  await expect(page.locator("main .el-button--primary")).toHaveCount(0);
});

test("who looks into a sealed record says why before anything of it is shown", async ({ page, browser }) => {
  const handler = await browser.newPage();
  await signIn(handler, "zhaomin");
  const { cases } = await (await handler.request.get(url("/api/v1/cases?sealed=true"))).json() as { cases: { case: string; party: string }[] };
  const sealed = cases[0] as { case: string; party: string };
  expect(sealed.party).not.toBe("");
  await handler.close();
  await signIn(page, "luojing");
  await page.goto(page_("/cases?sealed=true"));
  await expect(page.locator(`main a[href$="/cases/${sealed.case}"]`).first()).toBeVisible();
  await expect(page.locator("main")).not.toContainText(sealed.party);
  await page.goto(page_(`/cases/${sealed.case}`));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("封存");
  await expect(page.locator("main")).not.toContainText(sealed.party);
  await dialog.locator("textarea").fill("案件质量评查");
  await dialog.getByRole("button", { name: "记录并查阅" }).click();
  await expect(page.locator("h1")).toContainText(sealed.party);
});

test("the keyboard reaches everything: skip link, menu, content", async ({ page }) => {
  await signIn(page, "zhaomin");
  await page.locator("body").press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator("nav a", { hasText: "案件" }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("案件");
  await expect(page.locator("main")).toBeFocused();
});
