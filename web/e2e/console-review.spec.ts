// SPDX-License-Identifier: Apache-2.0
// A draft that the reviewer sends back; a recording that a point refers to; a reviewer who stands aside.
import { expect } from "@playwright/test";
import { button, drafted, ordinary, place, post, reviewerOf, saved, signIn, test } from "./console.ts";
import { expectFitForAll, picture } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

test("a returned draft says what is wrong to the officer, cannot be approved, and passes when it was mended", async ({ page }) => {
  const id = await drafted();
  const reviewer = await reviewerOf(id);
  await signIn(page, reviewer, `/cases/${id}/review/legal_review`);
  const points = page.locator(".points li");
  await expect(points.first()).toBeVisible();
  const count = await points.count();
  await points.nth(0).locator(".el-radio-button", { hasText: "不符合" }).click();
  for (let at = 1; at < count; ++at) await points.nth(at).locator(".el-radio-button", { hasText: /^符合$/ }).click();
  await page.locator("#reasons").fill("笔录没有写明询问地点，退回补正。");
  // Why it is not in order has to be said.
  await expect(page.locator(".conclusion .el-radio", { hasText: "审核通过" })).toHaveClass(/is-disabled/);
  await expect(page.locator(".conclusion .el-radio", { hasText: "移送" })).toHaveClass(/is-disabled/);
  await button(page, "提交审核意见").click();
  await expect(points.nth(0)).toHaveClass(/faulty/);
  await expect(page.locator(".conclusion")).toHaveClass(/faulty/);
  await page.locator(".conclusion .el-radio", { hasText: "退回补充调查" }).click();
  await points.nth(0).locator("input[type=text], textarea").first().fill("与处罚相对人的名称不一致");
  // And where to find it.
  await points.nth(0).getByRole("button", { name: /引用材料/ }).click();
  await points.nth(0).locator(".adding .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "立案登记表" }).first().click();
  await points.nth(0).getByLabel(/段$/).fill("2");
  await button(page, "加入").click();
  await expect(points.nth(0).locator(".el-tag")).toContainText("第2段");
  await expectFitForAll(page, "console-review-return");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "提交审核意见：退回补充调查").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));

  await signIn(page, "wanglei", `/cases/${id}?tab=review`);
  await expect(page.locator("main")).toContainText("笔录没有写明询问地点，退回补正。");
  await expectFitForAll(page, "console-review-tab-returned");
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "caozheng", `/cases/${id}/decision/decision`);
  await expect(page.locator("main")).toContainText("退回补充调查");
  await expect(button(page, "批准并取号")).toBeDisabled();
  await picture(page, "console-approval-returned");

  await post("wanglei", `/api/v1/cases/${id}/steps/proposal`, { values: { "penalty.reasons": "一年内再次违反规定，情节严重，补正后重新提请。" } });
  await post("wanglei", `/api/v1/cases/${id}/steps/draft`, {});
  expect(await reviewerOf(id), "who knows the case").toBe(reviewer);
  await signIn(page, reviewer, `/cases/${id}/review/legal_review`);
  await expect(page.locator(".points li", { hasText: "与处罚相对人的名称不一致" })).toContainText("第2段");
  for (let at = 0; at < count; ++at) await points.nth(at).locator(".el-radio-button", { hasText: /^符合$/ }).click();
  await page.locator("#reasons").fill("已补正，通过。");
  await button(page, "提交审核意见：审核通过").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator("main")).toContainText("已补正，通过。");
});

test("whoever drafts a major decision sees why it is major, and what he tells the reviewer is kept and goes with it", async ({ page }) => {
  const id = await drafted();
  await post("wanglei", `/api/v1/cases/${id}/steps/proposal`, { values: { "penalty.reasons": "一年内再次违反规定，情节严重，应当责令停业整顿。" } });
  await signIn(page, "wanglei", `/cases/${id}/do/draft`);
  await expect(page.locator(".because")).toContainText("责令停业整顿");
  await expect(page.locator(".because .chip").first()).toBeVisible();
  const account = page.getByLabel("情况说明");
  await account.fill("违法事实清楚，裁量按一个月的档次。");
  await saved(page);
  await page.reload();
  await expect(account).toHaveValue("违法事实清楚，裁量按一个月的档次。");
  await expectFitForAll(page, "console-draft-account");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "提交").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator(".submission")).toContainText("违法事实清楚，裁量按一个月的档次。");
});

/** So many seconds of a tone. */
function tone(seconds: number): Buffer {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + rate * seconds, 4);
  head.write("WAVEfmt ", 8);
  [[16, 16], [24, rate], [28, rate], [40, rate * seconds]].forEach(([at, value]) => head.writeUInt32LE(value as number, at as number));
  [[20, 1], [22, 1], [32, 1], [34, 8]].forEach(([at, value]) => head.writeUInt16LE(value as number, at as number));
  head.write("data", 36);
  return Buffer.concat([head, Buffer.from(Uint8Array.from({ length: rate * seconds }, (_, at) => 128 + Math.round(60 * Math.sin(at / 9))))]);
}

test("what the handlers say is read first, and a point refers to a second of what was recorded", async ({ page }) => {
  const account = "一年内再次违法，按停业整顿一个月的档次裁量；王磊、李娜持有效执法证。";
  const id = await drafted(ordinary, "", account);
  await signIn(page, "wanglei", `/cases/${id}?tab=evidence`);
  await page.locator("main input[type=file]").setInputFiles({ name: "inquiry.wav", mimeType: "audio/wav", buffer: tone(70) });
  await expect(page.locator("main li", { hasText: "inquiry.wav" })).toBeVisible();

  await signIn(page, await reviewerOf(id), `/cases/${id}/review`);
  await expect(page).toHaveURL(/\/review\/legal_review$/);
  await expect(page.locator(".submission")).toContainText("第 1 轮");
  await expect(page.locator(".submission")).toContainText(account);
  await page.locator(".reader .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "inquiry" }).click();
  const audio = page.locator(".reader audio");
  await expect.poll(() => audio.evaluate((player: HTMLAudioElement) => player.readyState)).toBeGreaterThan(0);
  await audio.evaluate((player: HTMLAudioElement) => {
    player.currentTime = 64;
  });
  await expect(page.locator(".player")).toContainText("1分4秒");
  const facts = page.locator('[data-point="facts"]');
  await facts.locator(".el-radio-button", { hasText: "不符合" }).click();
  await button(page, "引用此处").click();
  await expect(facts.getByLabel(/第几秒$/)).toHaveValue("64");
  await button(page, "加入").click();
  await expect(facts.locator(".el-tag")).toContainText("inquiry 1分4秒");
  await expectFitForAll(page, "console-review-recording");

  // As it is printed: the draft, and a paper of the file.
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator(".panel", { hasText: "决定书稿" }).first().locator(".el-radio-button", { hasText: "印制版式" }).click();
  await expect(page.locator(".panel iframe")).toHaveCount(1);
  await page.locator(".reader .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "询问笔录" }).first().click();
  await page.locator(".reader .el-radio-button", { hasText: "印制版式" }).click();
  await expect(page.locator(".reader iframe")).toHaveAttribute("src", /\/papers\/\d+\/pdf$/);
});

test("a reviewer who declares a conflict does nothing more in the case, and another has the review at once", async ({ page }) => {
  const id = await drafted();
  const first = await reviewerOf(id);
  await signIn(page, first, `/cases/${id}/review/legal_review`);
  await expect(page.locator(".points li").first()).toBeVisible();
  await button(page, "申请回避").click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toContainText("请写明理由");
  await dialog.getByLabel("回避的理由").fill("当事人的法定代表人是本人的表兄");
  await expectFitForAll(page, "console-conflict");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("main")).toContainText("您已在本案回避");
  await expect(page.locator(".points")).toHaveCount(0);
  const second = await reviewerOf(id);
  expect(second).not.toBe(first);

  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator("main")).toContainText("回避人员");
  await expect(page.locator(".submission")).toContainText("第 1 轮");
  await page.goto(place(`/cases/${id}?tab=timeline`));
  await expect(page.locator("main")).toContainText("登记回避：当事人的法定代表人是本人的表兄");
  await expect(page.locator("main")).toContainText(/改派审核人：.+，当事人的法定代表人是本人的表兄/);
  await signIn(page, second, `/cases/${id}/review`);
  await expect(page.locator(".points li").first()).toBeVisible();
});
