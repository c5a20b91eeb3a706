// SPDX-License-Identifier: Apache-2.0
// Errors in the record: a fact put right, the paper that says the old value kept or voided, by those
// who may and with the reason.
import { type Page, expect } from "@playwright/test";
import { button, drafted, signIn, test } from "./console.ts";
import { expectFitForAll } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const dialog = (page: Page) => page.getByRole("dialog");
const reason = (page: Page) => dialog(page).getByLabel("理由");
const confirm = (page: Page) => dialog(page).locator("button[type=submit]");
const notice = (page: Page) => page.locator("main tbody tr", { hasText: "行政处罚告知笔录" }).first();

test("a fact is put right with its reason; papers that say the old value are kept or voided", async ({ page }) => {
  const id = await drafted();
  await signIn(page, "wanglei", `/cases/${id}?tab=facts`);
  await button(page, "更正：住址或者住所").click();
  await confirm(page).click();
  await expect(dialog(page)).toContainText("请写明理由");
  await expect(dialog(page)).toContainText("与现在的记载相同");
  await dialog(page).locator("[data-field='party.address'] input, [data-field='party.address'] textarea").first().fill("云岭县城关镇示范路99号");
  await reason(page).fill("录入时门牌号写错");
  await expectFitForAll(page, "console-mend-fact");
  await page.setViewportSize({ width: 1280, height: 900 });
  await confirm(page).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.locator("dl.facts")).toContainText(["示范路99号"]);

  await page.goto(page.url().replace("tab=facts", "tab=documents"));
  await expect(notice(page)).toContainText("事实已更正");
  await expectFitForAll(page, "console-mend-papers");
  await page.setViewportSize({ width: 1280, height: 900 });
  await notice(page).getByRole("button", { name: /^确认有效：/ }).click();
  await expect(dialog(page)).toContainText("示范路99号");
  await reason(page).fill("门牌号不影响告知的内容");
  await confirm(page).click();
  await expect(notice(page)).not.toContainText("事实已更正");

  await notice(page).getByRole("button", { name: /^作废文书/ }).click();
  await reason(page).fill("改为重新告知");
  await confirm(page).click();
  await expect(notice(page)).toContainText("已作废");
  await expect(notice(page)).toContainText("改为重新告知");
  await expect(notice(page).getByRole("button", { name: /^作废文书/ })).toHaveCount(0);
});

test("who does not handle the case is offered nothing to mend, nor is anybody in its past", async ({ page }) => {
  const id = await drafted();
  await signIn(page, "heping", `/cases/${id}?tab=facts`);
  await expect(page.locator("dl.facts").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^更正/ })).toHaveCount(0);
  await page.goto(page.url().replace("tab=facts", "tab=documents"));
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^(作废|确认有效)/ })).toHaveCount(0);
});
