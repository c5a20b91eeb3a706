// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Page, expect, test as base } from "@playwright/test";
import type { Known } from "./setup.ts";

const screenshots = process.env.SCREENSHOTS ?? "test-results/screenshots";

export const url = (path: string) => (process.env.BASE_URL as string) + path;

export const known = (): Known | undefined =>
  process.env.KNOWN_PAPER ? (JSON.parse(process.env.KNOWN_PAPER) as Known) : undefined;

/** Each page must be silent: an error or a breach of the content policy ends up in the console. */
export const test = base.extend<{ silence: string[] }>({
  silence: [
    async ({ page }, use) => {
      const noise: string[] = [];
      page.on("console", (message) => {
        // Chromium reports each answer that is not 2xx as an error; those are asked for on purpose.
        const asked = message.text().startsWith("Failed to load resource: the server responded with");
        if (["error", "warning"].includes(message.type()) && !asked) noise.push(message.text());
      });
      page.on("pageerror", (error) => noise.push(String(error)));
      await use(noise);
      expect(noise).toEqual([]);
    },
    { auto: true },
  ],
});

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

/** The address of the newest decision that can be verified, found as a visitor would. */
export async function firstDecision(page: Page): Promise<string> {
  await page.goto(url("/decisions"));
  const link = page.locator(".card h3 a").first();
  await link.click();
  await expect(page.locator("article.paper")).toBeVisible();
  return new URL(page.url()).pathname;
}
