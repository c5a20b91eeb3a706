// SPDX-License-Identifier: Apache-2.0
// What the public sent in, for those who answer it.
import { type Page, expect } from "@playwright/test";
import { button, place, signIn, test } from "./console.ts";
import { expectFitForAll, known, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

async function sent(fields: Record<string, string>): Promise<{ number: string; secret: string }> {
  const answer = await fetch(url("/speak"), { method: "POST", body: new URLSearchParams(fields), headers: { "Accept-Language": "zh-CN" } });
  const html = await answer.text();
  expect(answer.status, html.slice(0, 300)).toBe(201);
  const [number, secret] = [...html.matchAll(/<code class="receipt">([^<]+)</g)].map((match) => match[1] as string);
  return { number: number as string, secret: secret as string };
}

const open = (page: Page, login: string, number: string) => signIn(page, login, `/feedback/${number}`);

test("the queue stands by term, and what is late is on the desk", async ({ page }) => {
  await signIn(page, "luojing", "/feedback");
  const rows = page.locator("table tbody tr");
  await expect(rows.first()).toContainText("超期");
  await expectFitForAll(page, "console-feedback-list");
  await page.goto(place("/feedback?part=kept"));
  await expect(page.locator(".panel")).toContainText("平均");
  await page.goto(place("/"));
  await expect(page.locator(".alerts", { hasText: "公众反馈期限" })).toContainText("投诉");
});

test("an error report is answered, and leads to the publication that it is about", async ({ page }) => {
  const { number } = await sent({ kind: "correction", about: known().minorPage, text: "单位名称写错了。", name: "甄细心", contact: "0999-5550997", may_publish: "1" });
  await open(page, "gongli", number);
  await expect(page.locator("main")).toContainText("甄细心");
  await expect(page.getByRole("link", { name: "去更正或者撤回这条公示" })).toHaveAttribute("href", /\/console\/publications\//);
  await expectFitForAll(page, "console-feedback");
  await button(page, "答复").first().click();
  await page.locator("textarea[name=text]").fill("已经核对并更正。");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("main")).toContainText("已经核对并更正。");
  // What would be public is held against who wrote, first.
  await button(page, "公开问答").click();
  await page.locator("textarea[name=question]").fill("甄细心问：名称写错了怎么办？");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator(".problem")).toContainText("个人信息");
  await page.locator("textarea[name=question]").fill("公示的单位名称写错了怎么办？");
  await page.locator("main form button[type=submit]").click();
  await expect(button(page, "撤下公开的问答")).toBeVisible();
  expect(await (await fetch(url("/speak/answers"), { headers: { "Accept-Language": "zh-CN" } })).text()).toContain("公示的单位名称写错了怎么办？");
});

test("a complaint is handed on with a reason, and never to the unit it speaks against", async ({ page }) => {
  const { number } = await sent({ kind: "complaint", against: "order", text: "态度恶劣。" });
  await open(page, "luojing", number);
  await expect(page.locator("main")).toContainText("治安管理大队");
  await button(page, "转办").click();
  await page.locator(".el-select").click();
  const options = page.locator(".el-select-dropdown:visible .el-select-dropdown__item");
  await expect(options.filter({ hasText: "法制大队" })).toHaveCount(1);
  await expect(options.filter({ hasText: "治安管理大队" })).toHaveCount(0);
  await options.filter({ hasText: "法制大队" }).click();
  await page.locator("#transfer-reason").fill("请核查程序。");
  await page.locator("main form button[type=submit]").click();
  await expect(page).toHaveURL(/\/feedback$/);
  await open(page, "luojing", number);
  await expect(page.locator("main")).toContainText("没有这件反馈");
  await open(page, "heping", number);
  await expect(page.locator("main")).toContainText("态度恶劣。");
});
