// SPDX-License-Identifier: Apache-2.0
// A decision on its way to the public: masks that somebody lifts or adds, kept like a form, and the
// last look for personal data before anything is public.
import { type Page, expect } from "@playwright/test";
import { button, decided, post, saved, signIn, test } from "./console.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const line = (page: Page, words: string) => page.locator("table tbody tr", { has: page.locator("td:first-child", { hasText: words }) });

async function lift(page: Page, words: string, reason: string): Promise<void> {
  await line(page, words).first().getByRole("button", { name: "不遮盖" }).click();
  await page.locator("table tbody form input").fill(reason);
  await page.locator("table tbody form").getByRole("button", { name: "不遮盖" }).click();
}

test("masks that were changed are kept as a draft until they are handed over", async ({ page }) => {
  const id = await decided();
  await signIn(page, "gongli", `/publications/${id}`);
  await page.locator("input[name=mask_words]").fill("一年内曾因同类行为受过警告");
  await page.locator("input[name=mask_reason]").fill("另案信息");
  await button(page, "遮盖").click();
  await expect(page.locator("table tbody")).toContainText("人工遮盖：另案信息");
  await page.locator("input[name=mask_words]").fill("还没按下的文字");
  await saved(page);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await expect(page.locator("table tbody")).toContainText("人工遮盖：另案信息");
  await expect(page.locator(".paper").nth(1)).not.toContainText("一年内曾因同类行为受过警告");
  await expect(page.locator("input[name=mask_words]")).toHaveValue("还没按下的文字");
  await page.locator("input[name=mask_words]").fill("");
  await expectFitForAll(page, "console-publication-draft");
  await button(page, "提交复核").click();
  await expect(page.locator(".next")).toContainText("须由另一名公示管理员复核");
  // Handed over, it is no draft any more.
  await button(page, "重新脱敏").click();
  await expect(page.locator("table tbody")).not.toContainText("人工遮盖");
});

test("a mask that is lifted shows its words with the reason, and can be put back", async ({ page }) => {
  const id = await decided();
  await signIn(page, "gongli", `/publications/${id}`);
  await expect(page.locator(".paper").nth(1)).not.toContainText("贾流萤");
  await lift(page, "贾流萤", "本人书面同意公开");
  await expect(page.locator("table tbody")).toContainText("不遮盖：本人书面同意公开");
  await expect(page.locator(".paper").nth(1)).toContainText("贾流萤");
  await line(page, "贾流萤").first().getByRole("button", { name: "撤销" }).click();
  await expect(page.locator(".paper").nth(1)).not.toContainText("贾流萤");
});

test("personal data that would still be public is found before it is, and nothing is published", async ({ page }) => {
  const id = await decided();
  await signIn(page, "gongli", `/publications/${id}`);
  await expect(line(page, "贾流萤").first()).toBeVisible();
  await lift(page, "贾流萤", "误操作");
  await button(page, "提交复核").click();
  const problem = page.locator(".problem");
  if (!(await problem.isVisible().catch(() => false))) {
    await expect(page.locator(".next, .problem").first()).toBeVisible();
    if (await page.locator(".next").isVisible()) {
      await signIn(page, "dingning", `/publications/${id}`);
      await button(page, "复核无误，公示").click();
    }
  }
  await expect(problem).toContainText("贾");
  await expect(problem).not.toContainText("贾流萤");
  await picture(page, "console-publication-leak");
  await expectFitForAll(page, "console-publication-leak");
  const { publication = "", state } = await (await page.request.get(url(`/api/v1/publications/${id}`))).json() as { publication?: string; state: string };
  expect(state).not.toBe("published");
  if (publication) expect((await page.request.get(url(`/decisions/${publication}`))).status()).toBe(404);
});

test("a published text is corrected by one and confirmed by another, and every late thing has a name", async ({ page }) => {
  const id = await decided();
  await post("wanglei", `/api/v1/cases/${id}/steps/service`, { performers: ["lina"],
    values: { "service.method": "direct", "service.receiver": "贾流萤", "service.place": "当事人营业场所" } });
  await post("gongli", `/api/v1/publications/${id}/prepare`, {});
  await signIn(page, "dingning", `/publications/${id}`);
  // The second person sees in the original what was masked.
  await expect(page.locator(".paper").nth(0).locator("mark").first()).toBeVisible();
  await expect(page.locator(".paper").nth(0)).toContainText("贾流萤");
  await button(page, "复核无误，公示").click();
  // The leak test looks through every byte first; whoever leaves before its answer has not published.
  await expect(button(page, "复核无误，公示")).toBeHidden();
  await expect(button(page, "更正")).toBeVisible();
  await signIn(page, "gongli", `/publications/${id}`);
  await button(page, "更正").click();
  await page.locator("input[name=correct_what]").fill("遮盖另案信息");
  await page.locator("textarea[name=correct_reason]").fill("公示时漏遮");
  await page.locator("input[name=mask_words]").fill("一年内曾因同类行为受过警告");
  await page.locator("input[name=mask_reason]").fill("另案信息");
  await button(page, "遮盖").click();
  await expectFitForAll(page, "console-publication-correct");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "提交更正复核").click();
  await expect(page.locator(".next").first()).toContainText("须由另一名公示管理员复核");
  await signIn(page, "dingning", `/publications/${id}`);
  await button(page, "复核无误，更正").click();
  await expect(button(page, "复核无误，更正")).toBeHidden();
  await expect(page.locator("main")).toContainText("更正记录");
  const { publication } = await (await page.request.get(url(`/api/v1/publications/${id}`))).json() as { publication: string };
  await page.goto(url(`/decisions/${publication}`));
  await expect(page.locator("main")).toContainText("遮盖另案信息");
  await expect(page.locator("main")).not.toContainText("同类行为受过警告");
  await signIn(page, "dingning", "/publications?part=late");
  await expect(page.locator(".tabs .on")).toContainText("迟延");
  await expectFitForAll(page, "console-publications-late");
  await signIn(page, "dingning", "/");
  await expect(page.locator(".alerts").first()).toContainText("公示预警");
});

test("an outside query of a sealed record is registered by one and approved by another", async ({ page }) => {
  await signIn(page, "heping", "/outside-queries");
  await button(page, "登记查询").first().click();
  await expectFitForAll(page, "console-outside");
});
