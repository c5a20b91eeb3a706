// SPDX-License-Identifier: Apache-2.0
// Those above the handlers: one sends a draft back on a telephone, one lets another approve.
import { type Page, expect } from "@playwright/test";
import { button, drafted, place, post, reviewed, signed, signIn, test, today } from "./console.ts";
import { expectFitForAll, expectWithinWidth, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const inDays = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

async function fillDays(page: Page, id: string, from: string, to: string): Promise<void> {
  for (const [name, day] of [["from", from], ["to", to]] as const) {
    await page.locator(`#${id}-${name}`).fill(day);
    await page.keyboard.press("Tab");
  }
}

test("the head of the unit sends a draft back on a telephone, and agrees once it was mended", async ({ page }) => {
  const id = await drafted();
  await signIn(page, "chenbin", `/cases/${id}/do/unit_approval`);
  await expect(page).toHaveURL(/\/approval\/unit_approval$/);
  await expect(page.locator("main")).toContainText("审批层级");
  await expect(page.locator("main")).toContainText("办案部门负责人");
  await expect(button(page, "同意")).toBeEnabled();
  await expectFitForAll(page, "console-unit-approval");
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, "退回修改").click();
  await button(page, "确认退回").click();
  await expect(page.locator("main")).toContainText("请写明退回的理由");
  await page.getByLabel("退回理由").fill("停业整顿的起止日期没有写明");
  await expectWithinWidth(page);
  await expectFitForAll(page, "console-unit-approval-back");
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, "确认退回").click();
  await expect(page.locator(".el-message")).toContainText("已退回");
  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator("main")).toContainText("停业整顿的起止日期没有写明");
  await page.goto(place(`/cases/${id}?tab=timeline`));
  await expect(page.locator("main")).toContainText("退回草稿：办案部门负责人审核，停业整顿的起止日期没有写明");
  // Not the same again.
  await page.goto(place(`/cases/${id}/approval/unit_approval`));
  await expect(page.locator(".problem")).toContainText("已退回这份草稿");
  await expect(button(page, "同意")).toBeDisabled();

  await post("wanglei", `/api/v1/cases/${id}/steps/proposal`, { values: { "penalty.performance": "自收到本决定书次日起停业整顿三十日。" } });
  await post("wanglei", `/api/v1/cases/${id}/steps/draft`, {});
  await page.goto(place(`/cases/${id}/approval/unit_approval`));
  await expect(page.locator("main")).toContainText("以前的草稿");
  await button(page, "同意").click();
  await expect(page.locator(".el-message")).toContainText("已同意");
});

/** What an attempt before this one left behind. */
async function withdrawAll(page: Page): Promise<void> {
  const { delegations } = await (await page.request.get(url("/api/v1/delegations"))).json() as { delegations: { id: string; yours: boolean }[] };
  for (const { id } of delegations.filter((each) => each.yours)) await post("caozheng", `/api/v1/delegations/${id}/withdrawal`, "");
}

test("an approver lets a colleague approve for some days; what the colleague signs says for whom", async ({ page }) => {
  const id = await drafted();
  await signed("chenbin", id, "unit_approval");
  await reviewed(id);
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "caozheng", "/");
  await withdrawAll(page);
  await page.goto(place("/account"));
  await button(page, "委托").click();
  await expect(page.locator("main")).toContainText("请选择受托人");
  await expect(page.locator("main")).toContainText("请填写起止日期");
  await page.locator(".whom .el-select").click();
  await page.keyboard.type("吴婷");
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "吴婷" }).click();
  await fillDays(page, "delegation", inDays(3), inDays(1));
  await page.locator("#delegation-reason").fill("赴省厅培训");
  await button(page, "委托").click();
  await expect(page.locator("main")).toContainText("止日不能早于起日");
  await fillDays(page, "delegation", today(), inDays(1));
  await expectFitForAll(page, "console-account-delegation");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "委托").click();
  await expect(page.locator(".lines li", { hasText: "吴婷" })).toContainText("赴省厅培训");

  await signIn(page, "wuting", "/account");
  await expect(page.locator("main")).toContainText("曹正（县级公安机关分管负责人）");
  await signIn(page, "wuting", `/cases/${id}`);
  await expect(page.locator(".steps li", { has: page.locator(`a[href$="/do/decision"]`) })).toContainText("代曹正办理");
  await expectFitForAll(page, "console-case-for-another");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(place(`/cases/${id}/do/decision`));
  await expect(page.locator(".standing")).toContainText("代曹正办理");
  await expect(page.locator("main")).toContainText("审签记录");
  await expectFitForAll(page, "console-approval-for-another");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "批准并取号").click();
  await expect(page.locator(".el-message")).toContainText("文号");
  await page.goto(place(`/cases/${id}?tab=review`));
  await expect(page.locator("main section li", { hasText: "吴婷" })).toContainText("受曹正委托");

  await signIn(page, "caozheng", "/account");
  await page.getByRole("button", { name: "撤销对吴婷的委托" }).click();
  await expect(page.locator(".lines li", { hasText: "吴婷" })).toHaveCount(0);
});

test("leave is recorded, seen and withdrawn", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "zhaomin", "/account");
  await button(page, "登记休假").click();
  await expect(page.locator("main")).toContainText("请填写起止日期");
  await expect(page.locator("main")).toContainText("请写明事由");
  await fillDays(page, "leave", inDays(30), inDays(34));
  await page.locator("#leave-reason").fill("年休假");
  await expectFitForAll(page, "console-account-leave");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "登记休假").click();
  const line = page.locator(".lines li", { hasText: inDays(30) });
  await expect(line).toContainText("年休假");
  // Those days a second time are refused, with what to do.
  await fillDays(page, "leave", inDays(31), inDays(32));
  await page.locator("#leave-reason").fill("探亲");
  await button(page, "登记休假").click();
  await expect(page.locator(".problem")).toContainText("重叠");
  await line.getByRole("button", { name: /^撤销休假/ }).click();
  await expect(line).toHaveCount(0);
});
