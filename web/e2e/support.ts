// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Page, type Route, expect, test as base } from "@playwright/test";
import type { Known } from "./setup.ts";

const screenshots = process.env.SCREENSHOTS ?? "test-results/screenshots";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const url = (path: string) => (process.env.BASE_URL as string) + path;

export const known = (): Known => JSON.parse(process.env.KNOWN as string) as Known;

/** Each page must be silent: an error or a breach of the content policy ends up in the console. */
export const test = base.extend<{ silence: string[] }>({
  silence: [
    async ({ page }, use) => {
      const noise: string[] = [];
      page.on("console", (message) => {
        // Chromium reports each answer that is not 2xx as an error; those are asked for on purpose.
        // So it does when a test takes the connection or the server away.
        const asked = /^Failed to load resource: (the server responded with|net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET|SOCKET_NOT_CONNECTED))/.test(message.text());
        if (["error", "warning"].includes(message.type()) && !asked) noise.push(message.text());
      });
      page.on("pageerror", (error) => noise.push(String(error)));
      // What a service worker asks for cannot be changed on its way; offline.spec.ts has one.
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
      await use(noise);
      expect(noise).toEqual([]);
    },
    { auto: true },
  ],
});

/** A breach of the content policy fails the test, also where the browser does not print it. */
export const consoleTest = test.extend<{ policy: string[] }>({
  policy: [
    async ({ page }, use) => {
      const breaches: string[] = [];
      await page.exposeFunction("tellBreach", (what: string) => breaches.push(what));
      await page.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          void (globalThis as unknown as { tellBreach(what: string): void }).tellBreach(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
      await use(breaches);
      expect(breaches).toEqual([]);
    },
    { auto: true },
  ],
});

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** By WCAG 2.1 A and AA. The site's policy keeps the checker's script out of the page itself, so it is evaluated. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // A colour on its way from light to dark is neither.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((moving) =>
    moving.effect?.getComputedTiming().endTime !== Infinity).map((moving) => moving.finished)));
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

export async function expectWithinWidth(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** Accessible and within its width in light and dark, on a telephone and on a desk. */
export async function expectFitForAll(page: Page, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-${colorScheme}-${width}`);
      await expectWithinWidth(page);
      await expectAccessible(page, `${name} ${colorScheme} ${width}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

// ---- the verifier --------------------------------------------------------------------------

export const verdict = (page: Page) => page.locator(".verdict h2");

export async function expectFailed(page: Page, step: string): Promise<void> {
  await expect(verdict(page)).toHaveText("没有通过");
  await expect(page.locator(".checks .failed")).toHaveCount(1);
  await expect(page.locator(`.checks [data-step=${step}]`)).toHaveClass("failed");
  await expect(page.locator(".verdict")).not.toContainText("验证通过");
}

/** Changes the body of the answers to these requests on their way, keeping everything else. */
export async function change(page: Page, pattern: RegExp, edit: (body: Buffer, path: string) => Buffer): Promise<void> {
  await page.route(pattern, async (route: Route) => {
    const response = await route.fetch();
    const body = edit(await response.body(), new URL(route.request().url()).pathname);
    await route.fulfill({ response, body });
  });
}

export const flipped = (at: (body: Buffer) => number) => (body: Buffer) => {
  const copy = Buffer.from(body);
  const place = at(copy);
  copy[place] = (copy[place] as number) ^ 1;
  return copy;
};
