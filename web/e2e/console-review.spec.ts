// SPDX-License-Identifier: Apache-2.0
// A draft that the reviewer sends back.
import { expect } from "@playwright/test";
import { button, drafted, place, post, signIn, test } from "./console.ts";
import { expectFitForAll, picture } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

test("a returned draft says what is wrong to the officer, cannot be approved, and passes when it was mended", async ({ page }) => {
  const id = await drafted();
  await signIn(page, "heping", `/cases/${id}/review/legal_review`);
  const points = page.locator(".points li");
  await expect(points.first()).toBeVisible();
  const count = await points.count();
  await points.nth(0).locator(".el-radio-button", { hasText: "不符合" }).click();
  for (let at = 1; at < count; ++at) await points.nth(at).locator(".el-radio-button", { hasText: /^符合$/ }).click();
  await page.locator("#reasons").fill("笔录没有写明询问地点，退回补正。");
  // Why it is not in order has to be said.
  await button(page, "退回修改").click();
  await expect(points.nth(0)).toHaveClass(/faulty/);
  await points.nth(0).locator("input[type=text], textarea").first().fill("与处罚相对人的名称不一致");
  await expectFitForAll(page, "console-review-return");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "退回修改").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));

  await signIn(page, "wanglei", `/cases/${id}?tab=review`);
  await expect(page.locator("main")).toContainText("笔录没有写明询问地点，退回补正。");
  await expectFitForAll(page, "console-review-tab-returned");
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "caozheng", `/cases/${id}/decision/decision`);
  await expect(page.locator("main")).toContainText("退回");
  await expect(button(page, "批准并取号")).toBeDisabled();
  await picture(page, "console-approval-returned");

  await post("wanglei", `/api/v1/cases/${id}/steps/proposal`, { values: { "penalty.reasons": "一年内再次违反规定，情节严重，补正后重新提请。" } });
  await post("wanglei", `/api/v1/cases/${id}/steps/draft`, {});
  await signIn(page, "heping", `/cases/${id}/review/legal_review`);
  await expect(page.locator(".points li", { hasText: "与处罚相对人的名称不一致" })).toBeVisible();
  for (let at = 0; at < count; ++at) await points.nth(at).locator(".el-radio-button", { hasText: /^符合$/ }).click();
  await page.locator("#reasons").fill("已补正，通过。");
  await button(page, "审核通过").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator("main")).toContainText("已补正，通过。");
});
