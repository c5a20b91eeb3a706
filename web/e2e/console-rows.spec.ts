// SPDX-License-Identifier: Apache-2.0
// Lists of goods and materials, asked for row by row: with the keyboard, from a spreadsheet, on a
// telephone.
import { type Locator, type Page, expect } from "@playwright/test";
import { button, input, pick, saved, signIn, test } from "./console.ts";
import { expectFitForAll, expectWithinWidth, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const field = (page: Page) => page.locator("[data-field='licence.materials']");
const rows = (page: Page) => field(page).locator("tbody tr");
const cell = (page: Page, row: number, column: number) => field(page).locator(`[data-cell="${row}-${column}"]`);
const cells = (page: Page) => rows(page).evaluateAll((all) => all.map((row) => [...row.querySelectorAll("input")].map((each) => each.value)));

/** As a spreadsheet hands it over. */
const paste = (at: Locator, text: string) => at.evaluate((target, what) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", what);
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}, text);

async function fillTheRest(page: Page): Promise<void> {
  await pick(page, "licence.kind", "new");
  await pick(page, "party.kind", "organisation");
  for (const [name, value] of Object.entries({ "party.name": "云上文化有限公司", "party.credit_code": "92999922MA0000015F", "party.legal_representative": "贾明一",
    "party.address": "云岭县城关镇示范路10号", "party.phone": "0999-5550201", "licence.subject": "在示范路10号开办云上旅馆。" })) await input(page, name).fill(value);
}

test("a list is typed with the keyboard alone, kept while it is typed, and recorded with a stroke in what is empty", async ({ page }) => {
  await signIn(page, "lina", "/cases/new/hotel_licence");
  await expect(field(page).locator("thead th")).toHaveText(["材料名称", "份数", "备注", "操作"]);
  await expect(rows(page)).toHaveCount(1);
  await cell(page, 0, 0).focus();
  await page.keyboard.type("申请书");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(2);
  await expect(cell(page, 1, 0)).toBeFocused();
  await page.keyboard.type("营业执照|副本");
  await page.keyboard.press("ArrowUp");
  await expect(cell(page, 0, 0)).toBeFocused();
  expect(await cells(page)).toEqual([["申请书", "1", ""], ["营业执照/副本", "", ""]]);
  await button(page, "增加一行").click();
  await expect(rows(page)).toHaveCount(3);
  await saved(page);
  await page.reload();
  await expect(cell(page, 1, 0)).toHaveValue("营业执照/副本");
  await expect(rows(page)).toHaveCount(2);
  await fillTheRest(page);
  await page.getByRole("button", { name: "登记并建立案件" }).click();
  await expect(page).toHaveURL(/\/cases\/(?!new)[^/?]+$/);
  const id = page.url().split("/").at(-1) as string;
  const { facts } = await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { facts: Record<string, { value: string }> };
  expect(facts["licence.materials"]?.value).toBe("申请书｜1｜／\n营业执照/副本｜／｜／");
});

test("a block from a spreadsheet becomes rows, a row that names nothing is refused at its field, and a row is taken out", async ({ page }) => {
  await signIn(page, "zhaomin", "/cases/new/hotel_licence");
  const script = "<img src=x onerror=ran=1>";
  await paste(cell(page, 0, 0), `申请书\t1\r\n营业执照复印件\t1\t${script}\r\n\t2\t\r\n`);
  await expect(rows(page)).toHaveCount(3);
  expect(await cells(page)).toEqual([["申请书", "1", ""], ["营业执照复印件", "1", script], ["", "2", ""]]);
  await fillTheRest(page);
  await page.getByRole("button", { name: "登记并建立案件" }).click();
  await expect(field(page).locator(".fault")).toContainText("第 3 行没有填“材料名称”");
  await expect(field(page).locator("[aria-invalid=true]")).toHaveCount(1);
  await expect(cell(page, 2, 0)).toBeFocused();
  await expect(page).toHaveURL(/\/cases\/new\/hotel_licence$/);
  await expectFitForAll(page, "console-rows");
  expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
  await page.getByRole("button", { name: "删除第 3 行" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(field(page).locator(".fault")).toHaveCount(0);
  await saved(page);
  await page.reload();
  await page.getByRole("button", { name: "不要草稿" }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await cells(page)).toEqual([["", "", ""]]);
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("each row is a card whose cells are named", async ({ page }) => {
    await signIn(page, "zhouqiang", "/cases/new/hotel_licence");
    await cell(page, 0, 0).tap();
    await page.keyboard.type("申请书");
    await button(page, "增加一行").tap();
    await expect(cell(page, 1, 0)).toBeFocused();
    const [first, second] = [await cell(page, 0, 0).boundingBox(), await cell(page, 0, 1).boundingBox()];
    expect(second?.y, "one under the other").toBeGreaterThan((first?.y ?? 0) + 10);
    expect(await field(page).locator("td[data-label]").nth(1).evaluate((each) => getComputedStyle(each, "::before").content)).toContain("份数");
    await expectWithinWidth(page);
    await picture(page, "console-rows-telephone");
  });
});
