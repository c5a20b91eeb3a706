// SPDX-License-Identifier: Apache-2.0
// Search for everything in the console: the real program, its fictional data, a browser.
import { readFileSync } from "node:fs";
import { type Page, expect } from "@playwright/test";
import { expectFitForAll, picture, consoleTest as test, url } from "./support.ts";

test.use({ locale: "zh-CN", contextOptions: { reducedMotion: "reduce" } });

const password = (JSON.parse(readFileSync(new URL("../../demo/logins.json", import.meta.url), "utf8")) as { password: string }[])[0]?.password as string;

interface Row { case: string; party: string; sealed: boolean }

async function signIn(page: Page, login: string): Promise<void> {
  const answer = await page.request.post(url("/api/v1/session"), { data: { login, password } });
  expect(answer.status()).toBe(201);
  await page.goto(url("/console/"));
  await expect(page.locator(".frame-top .who")).toBeVisible();
}

async function rows(page: Page): Promise<Row[]> {
  const { cases } = await (await page.request.get(url("/api/v1/cases?limit=200"))).json() as { cases: Row[] };
  return cases;
}

const mark = (page: Page, text: string) => page.locator("main li mark", { hasText: text }).first();

test("a name is found from anywhere with one key, by kind, and leads to its case", async ({ page }) => {
  await signIn(page, "zhaomin");
  const row = (await rows(page)).find((each) => [...each.party].length >= 2) as Row;
  const name = [...row.party].slice(0, 2).join("");
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await expect(page.locator("input[name=find]")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/console\/search\?q=/);
  await expect(page.locator("h1")).toHaveText("检索");
  await expect(mark(page, name)).toBeVisible();
  await expect(page.locator("main h2", { hasText: "当事人" })).toBeVisible();
  await expectFitForAll(page, "console-search");
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.locator(".kinds a", { hasText: "当事人" }).click();
  await expect(page).toHaveURL(/kind=party/);
  await expect(page.locator("main h2")).toHaveCount(1);
  await page.locator("main li a").first().click();
  await expect(page).toHaveURL(/\/console\/cases\/c/);
});

test("what is not there, what cannot be searched and an empty box say so, in both languages", async ({ page }) => {
  await signIn(page, "zhaomin");
  await page.goto(url("/console/search"));
  await expect(page.locator("main")).toContainText("可以检索案件");
  await expectFitForAll(page, "console-search-start");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("input[name=find]")).toBeHidden();
  await page.locator("main input[name=q]").fill("没有这个词");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toContainText("没有找到“没有这个词”");
  await page.locator("main input[name=q]").fill("。。。");
  await page.keyboard.press("Enter");
  await expect(page.locator(".problem")).toContainText("检索词里没有文字或者数字");
  await expectFitForAll(page, "console-search-problem");
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.goto(url("/console/search?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E8%AF%8D"));
  await page.locator(".tools [lang=en]").click();
  await expect(page.locator("h1")).toHaveText("Search");
  await expect(page.locator("main")).toContainText("Nothing is found");
  await expect(page.locator("main")).not.toContainText("检索");
  await picture(page, "console-search-en");
});

test("a sealed record is found for a stated purpose, and not before", async ({ page }) => {
  await signIn(page, "zhaomin");
  const sealed = (await rows(page)).find((each) => each.sealed) as Row;
  await page.request.delete(url("/api/v1/session"));
  await signIn(page, "heping");
  await page.goto(url(`/console/search?q=${encodeURIComponent(sealed.party)}`));
  await expect(page.locator(".note")).toContainText("须先说明查阅目的");
  await expect(page.locator(`main li a[href*="${sealed.case}"]`)).toHaveCount(0);
  await page.locator(".note .link").click();
  await page.locator("#purpose").fill("复议调卷");
  await page.locator(".el-dialog:visible button[type=submit]").click();
  await expect(page.locator(`main li a[href*="${sealed.case}"]`).first()).toBeVisible();
  await expect(page.locator(".note")).toHaveCount(0);
  await picture(page, "console-search-sealed");
});
