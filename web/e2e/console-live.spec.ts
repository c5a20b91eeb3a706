// SPDX-License-Identifier: Apache-2.0
// Two people on one case see what the other does without reloading.
import { expect } from "@playwright/test";
import { filing, input, opened, ordinary, pick, place, signIn, test } from "./console.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 844 } });

test("two people on one case see each other's change without reloading", async ({ page, browser }) => {
  const id = await opened();
  const others = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 844 } });
  const other = await others.newPage();
  try {
    await signIn(page, "wanglei", `/cases/${id}?tab=evidence`);
    await signIn(other, "lina", `/cases/${id}`);
    await expect(other.locator(".stages li.done")).toHaveCount(1);
    // One adds a file; the other sees it, and the step that he does is seen by the first.
    await page.locator(".drop input[type=file]").setInputFiles({ name: "王磊的照片.txt", mimeType: "text/plain", buffer: Buffer.from(id) });
    await other.locator(".tabs a", { hasText: "证据" }).click();
    await expect(other.locator("main li", { hasText: "王磊的照片" })).toBeVisible();
    await page.locator(".drop input[type=file]").setInputFiles({ name: "第二张.txt", mimeType: "text/plain", buffer: Buffer.from(`2${id}`) });
    await expect(other.locator("main li", { hasText: "第二张" })).toBeVisible();
    await page.locator(".tabs a").first().click();
    await expect(page.locator(".stages li.done")).toHaveCount(1);
    await other.goto(place(`/cases/${id}/do/filing`));
    await pick(other, "filing.opinion", "own_case");
    await pick(other, "party.kind", "organisation");
    for (const [field, value] of Object.entries(filing(ordinary).values).filter(([name]) => !["filing.opinion", "party.kind"].includes(name))) await input(other, field).fill(value);
    await other.getByRole("button", { name: "提交" }).click();
    await expect(page.locator(".stages li.done")).toHaveCount(2);
    await expect(page.locator("h1")).toContainText(ordinary.name);
  } finally {
    await others.close();
  }
});
