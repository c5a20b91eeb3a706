// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from "node:zlib";
import { type Page, expect } from "@playwright/test";
import { expectAccessible, expectFitForAll, expectWithinWidth, known, picture, test, url } from "./support.ts";

test.use({ locale: "zh-CN" });

const pages: [name: string, path: () => string, expected: string][] = [
  ["home", () => "/", "最新公示"],
  ["list", () => "/decisions", "行政执法决定公示"],
  ["found", () => `/decisions?q=${encodeURIComponent("歌厅")}`, "的查询结果"],
  ["empty", () => `/decisions?q=${encodeURIComponent("没有这个词")}`, "没有查到"],
  ["decision", () => known().majorPage, "这份决定是真的吗"],
  ["warning", () => known().minorPage, "警告"],
  ["withdrawn", () => known().withdrawnPage, "这份决定已撤下"],
  ["items", () => "/items", "行政执法事项"],
  ["item", () => "/items/venue_recordings_not_kept", "办理流程"],
  ["catalogue", () => "/review-catalogue", "重大执法决定法制审核目录"],
  ["lists", () => "/lists", "行政执法人员清单"],
  ["officers", () => "/lists/officers", "王磊"],
  ["benchmarks", () => "/lists/benchmarks", "具体标准"],
  ["list-history", () => "/lists/officers/history", "柏川调离本局"],
  ["log", () => "/log", "为什么做不了假"],
  ["verify", () => "/v", "几种方法"],
  ["data", () => "/data", "按月数据包"],
  ["dictionary", () => "/data/dictionary", "数据字典"],
  ["missing", () => "/nothing-here", "没有找到这个页面"],
];

// A list is a list: what was found differs from the whole only in its words.
for (const [name, path, expected] of pages.filter(([each]) => each !== "found")) {
  test(`${name}: fit for all in light and dark, small and large, and in English with large text`, async ({ page }) => {
    await page.goto(url(path()));
    await expect(page.locator("main")).toContainText(expected);
    await expectFitForAll(page, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(".tools a[lang=en]").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.locator(".tools a", { hasText: "Larger text" }).click();
    await expect(page.locator("html")).toHaveClass("large");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await picture(page, `${name}-en-large`);
    await expectWithinWidth(page);
    await expectAccessible(page, `${name} English large`);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every page is readable", async ({ page }) => {
    for (const [name, path, expected] of pages) {
      await page.goto(url(path()));
      await expect(page.locator("main"), name).toContainText(expected);
      await expect(page.locator("h1"), name).toHaveCount(1);
    }
  });

  test("a search by two characters finds, and keeps what was typed", async ({ page }) => {
    await page.goto(url("/"));
    await page.locator("#q").fill("城关");
    await page.locator("form.search button").click();
    await expect(page.locator("#q")).toHaveValue("城关");
    const units = page.locator(".card", { hasText: "城关派出所" });
    await expect(units.first()).toBeVisible();
    expect(await units.count()).toBe(await page.locator(".card").count());
  });

  test("a decision reads like the paper that was served", async ({ page }) => {
    const { values } = known().major;
    await page.goto(url(known().majorPage));
    const paper = page.locator("article.paper");
    await expect(paper.locator(".issuer")).toHaveText("云岭县公安局");
    await expect(paper.locator("h1")).toHaveText("行政处罚决定书");
    await expect(paper.locator(".number")).toHaveText(values["document.number"] as string);
    // The head stands there once, the signature on the right, the party without an indent.
    expect((await paper.locator(".prose").innerText()).includes(values["document.number"] as string)).toBe(false);
    await expect(paper.locator(".addressee").first()).toHaveText("被处罚人：");
    await expect(paper.locator(".signature")).toHaveCount(2);
    await expect(paper.locator(".signature").nth(0)).toContainText("（印章）");
    const [year, month, day] = (values.decided_on as string).split("-").map(Number);
    await expect(paper.locator(".signature").nth(1)).toHaveText(`${year}年${month}月${day}日`);
    await expect(page.locator(".side .panel").first()).toContainText(`责令停业整顿 ${values["penalty.suspend_days"]}天`);
    await expect(page.locator("details.article blockquote").first()).not.toBeEmpty();
    await expect(page.locator(".derivation li").last()).toContainText("期满日");
    await expect(page.locator(".remedies")).toContainText("云岭县人民法院");
    await expect(page.locator(".remedies")).toContainText("六个月");
  });

  test("what was withdrawn answers 410 and shows nothing of the text", async ({ page }) => {
    const answer = await page.goto(url(known().withdrawnPage));
    expect(answer?.status()).toBe(410);
    await expect(page.locator("article.paper")).toHaveCount(0);
    await expect(page.locator("main")).not.toContainText("被处罚人");
    expect((await page.request.get(url(`${known().withdrawnPage}/document`))).status()).toBe(410);
  });

  test("nothing of a sealed case can be found", async ({ page }) => {
    const { values } = known().sealed;
    for (const word of [values["party.name"], values["document.number"]]) {
      await page.goto(url(`/decisions?q=${encodeURIComponent(word as string)}`));
      await expect(page.locator(".card")).toHaveCount(0);
    }
  });
});

async function paths(page: Page): Promise<string[]> {
  await page.goto(url("/"));
  const style = await page.locator("link[rel=stylesheet]").getAttribute("href");
  return [style as string, ...pages.filter(([name]) => name !== "missing" && name !== "withdrawn").map(([, path]) => path())];
}

// An item's page holds its flowchart twice, for screens and in sheets for paper.
test("each page weighs at most 12 KB with its style, compressed, an item's 22 KB with its flowchart", async ({ request, page }) => {
  const [style, ...rest] = await paths(page);
  const css = gzipSync(await (await request.get(url(style as string))).body()).length;
  for (const path of [...rest, "/items/assault"]) {
    const html = gzipSync(await (await request.get(url(path))).body()).length;
    expect(html + css, path).toBeLessThanOrEqual((path.startsWith("/items/") ? 22 : 12) * 1024);
  }
});

test("each page forbids inline scripts and foreign hosts", async ({ request }) => {
  for (const [, path] of pages) {
    const policy = (await request.get(url(path()))).headers()["content-security-policy"] ?? "";
    expect(policy, path()).toContain("default-src 'none'");
    expect(policy, path()).not.toContain("unsafe");
  }
});

test("a decision prints as a clean paper", async ({ page }) => {
  await page.goto(url(known().majorPage));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await expect(page.locator(".bar")).toBeHidden();
  await expect(page.locator("article.paper")).toBeVisible();
  await picture(page, "decision-print");
});

test("the keyboard reaches the content first", async ({ page }) => {
  await page.goto(url("/"));
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#content$/);
});
