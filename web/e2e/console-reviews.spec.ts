// SPDX-License-Identifier: Apache-2.0
// The queue of legal reviews, handing one over, and what the figures say of them.
import { type Page, expect } from "@playwright/test";
import { button, drafted, place, post, readCase, reviewerOf, signIn, test } from "./console.ts";
import { expectFitForAll } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

/** Every page of the queue may have it: all of them at once. */
const queue = "/reviews?size=100";
const rowOf = (page: Page, id: string) => page.locator(`tr[data-case="${id}"]`);
const dialog = (page: Page) => page.getByRole("dialog");

/** With the opinion that the facts are not proven. */
async function returned(id: string, reviewer: string): Promise<void> {
  const { review_points, draft } = await readCase(id);
  await post(reviewer, `/api/v1/cases/${id}/steps/legal_review`, { draft: draft.digest, opinion: "return", reasons: "证据不足，退回补充调查。",
    points: Object.fromEntries(review_points.map(({ id: point }) => [point, point === "facts" ? { passed: false, note: "缺去年的处罚决定书" } : { passed: true }])) });
}

test("a draft is in its reviewer's queue, and an approver hands it over with the reason", async ({ page }) => {
  const id = await drafted();
  const first = await reviewerOf(id);
  await signIn(page, first, `${queue}&who=me`);
  await expect(rowOf(page, id)).toContainText("第 1 轮");
  await expect(rowOf(page, id).getByRole("link", { name: /^审核 / })).toBeVisible();
  await expect(page.locator("main aside")).toContainText("无有效法律职业资格");
  await expectFitForAll(page, "console-reviews");

  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "caozheng", queue);
  await expect(rowOf(page, id).getByRole("link", { name: /^查看 / })).toBeVisible();
  await rowOf(page, id).getByRole("button", { name: /^改派/ }).click();
  await dialog(page).locator("button[type=submit]").click();
  await expect(dialog(page)).toContainText("请选择接手的审核人员");
  await expect(dialog(page)).toContainText("请写明理由");
  // Who cannot, and by which article.
  await dialog(page).locator("summary").click();
  await expect(dialog(page).locator("details li", { hasText: "吕洋" })).toContainText("没有登记法律职业资格");
  await expect(dialog(page).locator("details .chip").first()).toContainText("第五十八条第二款");
  await expectFitForAll(page, "console-hand-over");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog(page).locator(".people .el-radio").first().click();
  await dialog(page).getByLabel("改派理由").fill("原审核人出差，不能在期限内审核");
  await dialog(page).locator("button[type=submit]").click();
  await expect(page.locator(".el-message")).toContainText("已改派给");
  await expect(dialog(page)).toHaveCount(0);
  const second = await reviewerOf(id);
  expect(second).not.toBe(first);

  // It left the one's list for the other's; the record says why.
  await signIn(page, first, `${queue}&who=me`);
  await expect(page.locator("main .filter")).toBeVisible();
  await expect(rowOf(page, id)).toHaveCount(0);
  await rowOfOther(page, id);
  await page.goto(place(`/cases/${id}?tab=timeline`));
  await expect(page.locator("main")).toContainText("原审核人出差，不能在期限内审核");
});

/** Read only there: the review is somebody else's. */
async function rowOfOther(page: Page, id: string): Promise<void> {
  await page.goto(place(`/cases/${id}/review`));
  await expect(page.locator("main")).toContainText(/本案由.+审核，您可以查看/);
  await expect(page.locator(".points")).toHaveCount(0);
}

test("an objection goes to another reviewer, and the queue says that it is looked at again", async ({ page }) => {
  const id = await drafted();
  const first = await reviewerOf(id);
  await returned(id, first);
  await signIn(page, "wanglei", `/cases/${id}`);
  await page.getByRole("link", { name: "对审核意见提出异议" }).first().click();
  await page.locator('[data-field="review.objection"] textarea, [data-field="review.objection"] input').first().fill("去年的处罚决定书已经附卷，见证据材料。");
  await button(page, "提交").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator(".submission")).toContainText("复审");
  await page.goto(place(`/cases/${id}?tab=timeline`));
  await expect(page.locator("main")).toContainText("提出异议后送复审（第 2 轮）");
  const second = await reviewerOf(id);
  expect(second).not.toBe(first);
  await signIn(page, second, `${queue}&who=me`);
  await expect(rowOf(page, id)).toContainText("复审");
  await rowOf(page, id).getByRole("link", { name: /^审核 / }).click();
  await expect(page.locator(".submission")).toContainText("复审");
});

test("of drafts that wait, those that are late are asked for", async ({ page }) => {
  const id = await drafted();
  await signIn(page, "caozheng", queue);
  await expect(rowOf(page, id)).toBeVisible();
  await page.locator(".filter .el-checkbox", { hasText: "只看超期" }).click();
  await expect(page).toHaveURL(/late=true/);
  await expect(rowOf(page, id)).toHaveCount(0);
  await button(page, "清除条件").first().click();
  await expect(rowOf(page, id)).toBeVisible();
});

test("who neither reviews nor approves sees the queue and hands nothing over", async ({ page }) => {
  await drafted();
  await signIn(page, "luojing", queue);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^改派/ })).toHaveCount(0);
  await expect(page.locator(".filter .el-radio-button", { hasText: "我的" })).toHaveCount(0);
  await page.goto(place("/reviews?who=-&unit=technology"));
  await expect(page.locator("main .empty")).toContainText("没有未分配的审核");
  await button(page, "清除条件").first().click();
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await signIn(page, "wanglei", "/");
  await expect(page.locator(".frame-nav")).not.toContainText("法制审核");
});

/** Each number that is a way leads to a list of just so many. */
async function expectListsAsCounted(page: Page): Promise<void> {
  const ways = await page.locator(".figures tfoot a, .bars a").evaluateAll((all) => all.map((each) => ({ href: (each as HTMLAnchorElement).href, count: Number.parseInt(each.textContent ?? "", 10) })));
  expect(ways.length).toBeGreaterThan(3);
  const quality = page.url();
  for (const { href, count } of ways) {
    // Another test may review something meanwhile: never less than was counted before.
    await page.goto(href);
    await expect(page.locator(".panel .filter")).toBeVisible();
    await expect(page.locator(".foot .soft").first()).toContainText(/\d/);
    const total = Number(/\d+/.exec(await page.locator(".foot .soft").first().innerText())?.[0]);
    expect(total, href).toBeGreaterThanOrEqual(count);
    expect(total, href).toBeLessThanOrEqual(count + 3);
  }
  await page.goto(quality);
  await expect(page.locator(".figures tbody tr").first()).toBeVisible();
}

test("figures lead to the opinions behind them, and those to the case", async ({ page }) => {
  const id = await drafted();
  const reviewer = await reviewerOf(id);
  await returned(id, reviewer);

  await signIn(page, "luojing", "/reviews");
  await page.getByRole("link", { name: "审核质量" }).click();
  const line = page.locator(`tr[data-key="${reviewer}"]`);
  await expect(line).toContainText(/%/);
  await expect(page.locator(".bars")).toContainText("事实清楚，证据合法充分");
  await expect(page.locator(".share")).toContainText("不低于 5%");
  await expect(page.locator("tr[data-person=lvyang]")).toContainText("无有效资格");
  await expectFitForAll(page, "console-review-quality");
  await page.setViewportSize({ width: 1280, height: 900 });

  await expectListsAsCounted(page);
  for (const by of ["按办案单位", "按审核结论", "按月份"]) {
    await page.locator(".el-radio-button", { hasText: by }).click();
    await expect(page.locator(".figures tbody tr").first()).toBeVisible();
  }
  await page.locator(".el-radio-button", { hasText: "按审核结论" }).click();
  await page.locator('tr[data-key="return"]').getByRole("link").first().click();
  await expect(page).toHaveURL(/part=opined&.*opinion=return/);
  await expect(rowOf(page, id)).toContainText("退回补充调查");
  await expect(rowOf(page, id)).toContainText("不符合：事实清楚，证据合法充分");
  await expectFitForAll(page, "console-reviews-opined");
  await page.setViewportSize({ width: 1280, height: 900 });

  // One point, and only what passed in the first round: said, and taken away again.
  await page.goto(place("/reviews/quality"));
  await page.locator(".bars li[data-bar=facts] a").click();
  await expect(page).toHaveURL(/point=facts/);
  await expect(page.locator(".filter .point")).toContainText("事实清楚，证据合法充分");
  await expect(rowOf(page, id)).toBeVisible();
  await page.goto(place("/reviews?part=opined&size=100&first_round=true&passed=true"));
  await expect(page.locator(".filter .said")).toHaveText([/^通过/, /^首轮/]);
  await expect(rowOf(page, id)).toHaveCount(0);
  await page.getByRole("button", { name: "去掉条件“通过”" }).click();
  await expect(page.locator(".filter .said")).toHaveText([/^首轮/]);
  await rowOf(page, id).getByRole("link").first().click();
  await expect(page.locator("main")).toContainText("证据不足，退回补充调查。");
});
