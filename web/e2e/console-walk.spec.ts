// SPDX-License-Identifier: Apache-2.0
// One case through the console with everybody who has a part in it: what comes before the review
// is entered over the API, what belongs to these pages is done in the browser.
import { type Page, expect } from "@playwright/test";
import { button, drafted, place as console_, post, reviewerOf, signIn as as, test, today } from "./console.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 } });
test.setTimeout(150_000);

/** Proposed and drafted anew, one word of it another. */
async function redrafted(id: string, days: number): Promise<void> {
  await post("wanglei", `/api/v1/cases/${id}/steps/proposal`, { values: {
    "facts.found": `流萤量贩歌厅未按照规定将监控录像资料留存30日，仅留存${days}日，且一年内曾因同类行为受过警告。` } });
  await post("wanglei", `/api/v1/cases/${id}/steps/draft`, {});
}

async function review(page: Page, opinion: string): Promise<void> {
  const points = page.locator(".points li");
  await expect(points).toHaveCount(7);
  for (let at = 0; at < 7; ++at) await points.nth(at).locator(".el-radio-button", { hasText: /^符合$/ }).click();
  await page.locator("#reasons").fill(opinion);
}

test("a case is reviewed, approved, signed for, published by two and read by the public", async ({ page }) => {
  const id = await drafted();
  const reviewer = await reviewerOf(id);

  // Not reviewed yet: whoever approves reads what stands against it, and cannot.
  await as(page, "caozheng", `/cases/${id}/do/decision`);
  await expect(page).toHaveURL(/\/decision\/decision$/);
  await expect(page.locator(".problem")).toContainText("法制审核");
  await expect(page.locator(".problem")).toContainText("提交法制审核");
  await expect(button(page, "批准并取号")).toBeDisabled();
  await expectFitForAll(page, "console-approval-refused");

  // The reviewer; while he reads, a word of the draft is changed.
  await page.setViewportSize({ width: 1280, height: 900 });
  await as(page, reviewer, `/cases/${id}/do/legal_review`);
  await expect(page.locator(".line")).toContainText("第一次审核");
  await expect(page.locator("iframe")).toBeVisible();
  await button(page, "提交审核意见").click();
  await expect(page.locator(".points li.faulty")).toHaveCount(7);
  await review(page, "事实清楚，证据充分，适用法律准确，程序合法。");
  await expectFitForAll(page, "console-review");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "提交审核意见：审核通过").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));

  await redrafted(id, 4);
  await as(page, "caozheng", `/cases/${id}/decision/decision`);
  await expect(page.locator("main")).toContainText("审核已失效");
  await expect(button(page, "批准并取号")).toBeDisabled();

  // Second round: exactly the changed word is marked.
  await as(page, reviewer, `/cases/${id}/review/legal_review`);
  await expect(page.locator(".paper del")).toHaveText(["3"]);
  await expect(page.locator(".paper ins")).toHaveText(["4"]);
  await review(page, "改动之处与证据一致，通过。");
  await picture(page, "console-review-second-1280");
  await redrafted(id, 5);
  await expect(page.locator(".moved")).toContainText("草稿被改动了");
  await expect(button(page, "提交审核意见：审核通过")).toBeDisabled();
  await picture(page, "console-review-stale-1280");
  await button(page, "查看新草稿和改动").click();
  await expect(page.locator(".paper ins")).toHaveText(["5"]);
  await expect(page.locator("#reasons")).toHaveValue("改动之处与证据一致，通过。");
  await button(page, "提交审核意见：审核通过").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));

  // Checked by the head of the unit, and approved, on a telephone.
  await page.setViewportSize({ width: 390, height: 844 });
  await as(page, "chenbin", `/cases/${id}/do/unit_approval`);
  await expect(page).toHaveURL(/\/approval\/unit_approval$/);
  await button(page, "同意").click();
  await expect(page.locator(".el-message")).toContainText("已同意");
  await as(page, "caozheng", `/cases/${id}/decision/decision`);
  await expect(page.locator("main")).toContainText("审核通过");
  await expectFitForAll(page, "console-approval");
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, "批准并取号").click();
  await expect(page.locator(".el-message")).toContainText("文号");
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));

  // Served, and signed for with the finger, quicker than the page is told of its own signature.
  const changes = "**/api/v1/changes*";
  await page.route(changes, (route) => route.fulfill({ contentType: "text/event-stream", body: "retry: 600000\n\n" }));
  await as(page, "wanglei", `/cases/${id}/do/service`);
  await page.locator('[data-field="service.method"] .el-select').click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "直接送达" }).click();
  await page.locator('[data-field="service.receiver"] input').fill("贾流萤");
  await page.locator('[data-field="service.place"] input').fill("当事人营业场所");
  await page.locator(".performers .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "李娜" }).click();
  await page.keyboard.press("Escape");
  await button(page, "完成送达").click();
  await expect(page.locator('[data-field="service.signature"]')).toHaveClass(/faulty/);
  const pad = page.locator('[data-field="service.signature"] canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox() as { x: number; y: number; width: number; height: number };
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  for (let at = 1; at < 20; ++at) await page.mouse.move(box.x + 30 + at * 12, box.y + 40 + 25 * Math.sin(at));
  await page.mouse.up();
  await expectFitForAll(page, "console-service");
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, "确认签名").click();
  await expect(page.locator('[data-field="service.signature"] img')).toBeVisible();
  await button(page, "完成送达").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await page.unroute(changes);

  // Masked by one, confirmed by another.
  await page.setViewportSize({ width: 1280, height: 900 });
  await as(page, "gongli", "/publications");
  await expect(page.locator(`a[href="/console/publications/${id}"]`)).toBeVisible();
  await expect(page.locator("main")).toContainText("7 个工作日");
  await expectFitForAll(page, "console-publications");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator(`a[href="/console/publications/${id}"]`).click();
  await expect(page.locator(".paper").nth(0)).toContainText("贾流萤");
  await expect(page.locator(".paper").nth(1)).not.toContainText("贾流萤");
  await page.locator("input[name=mask_words]").fill("一年内曾因同类行为受过警告");
  await page.locator("input[name=mask_reason]").fill("另案信息");
  await button(page, "遮盖").click();
  await expect(page.locator("table tbody")).toContainText("人工遮盖：另案信息");
  await expectFitForAll(page, "console-publication");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "提交复核").click();
  await expect(page.locator(".next")).toContainText("须由另一名公示管理员复核");
  await expect(button(page, "复核无误，公示")).toHaveCount(0);
  await as(page, "dingning", `/publications/${id}`);
  await expect(page.locator(".next")).toContainText("已完成脱敏");
  await expect(page.locator(".paper").nth(1).locator("mark").first()).toBeVisible();
  await picture(page, "console-publication-confirm-1280");
  await button(page, "复核无误，公示").click();
  const link = page.locator(".next a");
  await expect(link).toHaveText(/公众看到的页面/);
  const address = await link.getAttribute("href") as string;

  await page.goto(url(address));
  await expect(page.locator("main")).toContainText("流萤量贩歌厅");
  await expect(page.locator("main")).not.toContainText("贾流萤");
  await expect(page.locator("main")).not.toContainText("同类行为受过警告");
  // The page offers it as soon as a checkpoint of the log covers it.
  await expect(async () => {
    await page.reload();
    await expect(page.locator(".genuine a.button")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await page.goto(url(`/v#p.${address.split("/").pop()}`));
  await expect(page.locator(".verdict h2")).toHaveText("验证通过", { timeout: 30_000 });

  await page.goto(console_(`/publications/${id}`));
  await button(page, "撤回公示").click();
  await page.locator(".ground").click();
  await page.getByRole("option", { name: "决定被依法撤销" }).click();
  await page.locator("input[name=revoked_on]").fill(today());
  await page.locator("input[name=revoked_on]").press("Enter");
  await page.locator("input[name=organ]").fill("云岭县人民政府");
  await page.locator("input[name=document]").fill("云政复决字〔2026〕9号");
  await page.locator("textarea[name=withdraw_reason]").fill("复议机关撤销了该决定");
  await page.locator("form").getByRole("button", { name: "撤回公示" }).click();
  await expect(page.locator("main")).toContainText("公示已撤回");
  expect((await page.request.get(url(address))).status()).toBe(410);
});

test("a sealed case says why it is not published", async ({ page }) => {
  await as(page, "gongli", "/publications?part=unpublished");
  await expect(page.locator("tbody")).toContainText("封存");
  await page.locator("tbody a").first().click();
  await expect(page.locator("main")).toContainText("为什么不公示");
  await expect(page.locator(".chip").first()).toBeVisible();
  await expect(page.locator(".paper")).toHaveCount(0);
  await expectFitForAll(page, "console-publication-sealed");
});
