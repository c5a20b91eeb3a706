// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { type Page, expect } from "@playwright/test";
import { firstDecision, picture, test, url } from "./support.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

// The policy of the site keeps the checker's script out of the page itself, so it is evaluated.
async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: Finding[]; passes: unknown[] }> } }).axe;
    const result = await runner.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return { violations: result.violations, passes: result.passes.length };
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  expect(found, what).toEqual([]);
  expect(passes, "rules that looked at something").toBeGreaterThan(10);
}

const pages: [name: string, path: string, expected: string][] = [
  ["home", "/", "最新公示"],
  ["list", "/decisions", "行政处罚决定公示"],
  ["empty", "/decisions?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E8%AF%8D", "没有查到"],
  ["decision", "first", "这份决定是真的吗"],
  ["items", "/items", "行政执法事项"],
  ["item", "item", "办理流程"],
  ["log", "/log", "为什么做不了假"],
  ["verify", "/v", "三种方法"],
  ["missing", "/nothing-here", "没有找到这个页面"],
];
// Only the sample site has a withdrawn decision under a name known beforehand.
if (!process.env.BASE_URL || process.env.KNOWN_PAPER) pages.push(["withdrawn", "/decisions/withdrawn", "这份决定已撤下"]);

async function open(page: Page, path: string, query = ""): Promise<void> {
  let target = path;
  if (path === "first") target = await firstDecision(page);
  if (path === "item") {
    await page.goto(url("/items"));
    target = (await page.locator(".rows a").first().getAttribute("href")) as string;
  }
  await page.goto(url(target + query));
}

for (const [name, path, expected] of pages) {
  for (const scheme of ["light", "dark"] as const) {
    for (const width of [390, 1280]) {
      test(`${name}: accessible and within its width, ${scheme}, ${width}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 844 });
        await open(page, path);
        await expect(page.locator("main")).toContainText(expected);
        await picture(page, `${name}-${scheme}-${width}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        await expectAccessible(page, `${name} ${scheme} ${width}`);
      });
    }
  }

  test(`${name}: English and large text keep their place and stay accessible`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, path);
    await page.locator(".tools a[lang=en]").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.locator(".tools a", { hasText: "Larger text" }).click();
    await expect(page.locator("html")).toHaveClass("large");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await picture(page, `${name}-en-large`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page, `${name} English large`);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  for (const [name, path, expected] of pages) {
    test(`${name} is readable`, async ({ page }) => {
      await open(page, path);
      await expect(page.locator("main")).toContainText(expected);
      await expect(page.locator("h1")).toHaveCount(1);
    });
  }

  test("a search by two characters finds, and keeps what was typed", async ({ page }) => {
    await page.goto(url("/decisions"));
    const name = (await page.locator(".card .number").first().innerText()).trim();
    await page.goto(url("/"));
    await page.locator("#q").fill(name.slice(0, 2));
    await page.locator("form.search button").click();
    await expect(page.locator("#q")).toHaveValue(name.slice(0, 2));
    await expect(page.locator(".card").first()).toBeVisible();
  });

  test("the verify page explains itself", async ({ page }) => {
    await page.goto(url("/v"));
    await expect(page.locator("main")).toContainText("不启用也可以");
  });
});

test("each page weighs at most 12 KB with its style, compressed", async ({ request, page }) => {
  const decision = await firstDecision(page);
  const style = await page.locator("link[rel=stylesheet]").getAttribute("href");
  const css = gzipSync(await (await request.get(url(style as string))).body()).length;
  for (const path of ["/", "/decisions", decision, "/items", "/log", "/v"]) {
    const html = gzipSync(await (await request.get(url(path))).body()).length;
    expect(html + css, path).toBeLessThanOrEqual(12 * 1024);
  }
});

test("each page forbids inline scripts and foreign hosts", async ({ request }) => {
  for (const path of ["/", "/decisions", "/log", "/v", "/nothing-here"]) {
    const policy = (await request.get(url(path))).headers()["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).not.toContain("unsafe");
  }
});

test("a decision prints as a clean paper", async ({ page }) => {
  await page.goto(url(await firstDecision(page)));
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
  expect(new URL(page.url()).hash).toBe("#content");
});
