// SPDX-License-Identifier: Apache-2.0
// Credit data and the annual report: what goes out and what is kept back, figures with the cases
// behind them, and the report as the public reads it.
import { expect } from "@playwright/test";
import { button, signIn, test } from "./console.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

/** Parties of the demo's sealed cases. */
const sealed = ["杜子虚", "乌有其", "林无名", "何不存", "史无例"];

test("a batch of credit data goes out with its bytes, and nothing sealed is in any", async ({ page }) => {
  await signIn(page, "gongli", "/credit");
  await expect(page.locator("h1")).toHaveText("信用信息");
  await expect(page.locator("table").first()).toContainText("行政区划代码");
  await expectFitForAll(page, "console-credit");
  await page.locator("table").first().getByRole("button", { name: "数据项" }).first().click();
  await expect(page.getByRole("dialog")).toContainText("CF_XDR_MC");
  await picture(page, "console-credit-row");
  await page.keyboard.press("Escape");

  const before = await page.locator(".files").count();
  await page.getByRole("button", { name: /生成报送文件/ }).click();
  await expect(page.locator(".el-message")).toContainText("已生成");
  await expect(page.locator(".files")).toHaveCount(before + 1);
  const links = await page.locator(".files a").evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    const first = await page.request.get(url(link));
    expect(first.status(), link).toBe(200);
    const bytes = await first.body();
    expect(await (await page.request.get(url(link))).body(), link).toEqual(bytes);
    if (!link.endsWith("xlsx")) for (const name of sealed) expect(bytes.toString("utf8"), link).not.toContain(name);
  }
  await expect(page.locator("body")).toContainText("违反治安管理的记录应当予以封存");
  for (const name of sealed) await expect(page.locator("body")).not.toContainText(name);
});

test("whoever may not report is not led there", async ({ page }) => {
  await signIn(page, "wanglei", "/");
  await expect(page.getByRole("link", { name: "信用信息" })).toHaveCount(0);
  expect((await page.request.get(url("/api/v1/credit"))).status()).toBe(403);
  expect((await page.request.get(url("/api/v1/credit/batches/1/csv"))).status()).toBe(403);
  expect((await page.request.get(url("/api/v1/annual/2025"))).status()).toBe(403);
});

test("a figure leads to its cases, and a running year cannot be fixed", async ({ page }) => {
  await signIn(page, "luojing", "/annual?year=2026");
  await expect(page.locator("h1")).toHaveText("统计年报");
  await expect(page.locator(".standing")).toContainText("到目前为止");
  await expectFitForAll(page, "console-annual-running");
  await page.getByRole("button", { name: "行政处罚 责令停产停业 现在" }).click();
  await expect(page.locator("table", { hasText: "当事人" }).first()).toContainText("云上歌舞厅");
  await picture(page, "console-annual-records");
  await page.goto(url("/console/annual?year=2025"));
  await expect(page.getByRole("link", { name: "公示门户上的年报" })).toHaveAttribute("href", "/annual/2025");
  await button(page, "重新编制").click();
  await page.locator("textarea[name=explanation]").fill("联系人电话13812345678。");
  await page.locator("input[name=correction]").fill("更正说明");
  await button(page, "固定数据并送复核").click();
  await expect(page.locator(".problem")).toContainText("个人信息");
  await expectFitForAll(page, "console-annual-refused");
});

test("the public reads the report, takes its data and finds it in the log", async ({ page }) => {
  await page.goto(url("/annual"));
  await page.getByRole("link", { name: /2025年度/ }).click();
  await expect(page.locator("h1")).toContainText("2025年度行政执法统计年报");
  await expect(page.locator("main")).toContainText("无此项职权");
  await expectFitForAll(page, "portal-annual");
  const document = await page.request.get(url("/annual/2025/report.json"));
  expect(document.headers()["x-ael-salt"]).toBeTruthy();
  expect(((await document.json()) as { year: number }).year).toBe(2025);
  expect((await page.request.get(url("/annual/2025/report.csv"))).headers()["content-type"]).toContain("text/csv");
  expect((await (await page.request.get(url("/annual/2025/report.xlsx"))).body()).subarray(0, 2).toString()).toBe("PK");
  for (const path of ["/annual/2026", "/annual/2026/report.csv", "/annual/02025", "/annual/x", "/annual/2025/report.exe"]) {
    expect((await page.request.get(url(path))).status(), path).toBe(404);
  }
  await page.goto(url("/annual/2025?lang=en"));
  await expect(page.locator("h1")).toContainText("Annual report on enforcement, 2025");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(url("/annual/2025"));
  await expectFitForAll(page, "portal-annual-phone");
});
