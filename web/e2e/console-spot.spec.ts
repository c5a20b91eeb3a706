// SPDX-License-Identifier: Apache-2.0
// A penalty on the spot is fixed while its case is opened: the law's range stands beside the amount
// already there.
import { expect } from "@playwright/test";
import { input, pick, signIn, test } from "./console.ts";
import { expectFitForAll } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(120_000);

test("the lawful range of an on-the-spot fine is told before there is a case", async ({ page }) => {
  await signIn(page, "wanglei", "/cases/new/animal_nuisance");
  const range = page.locator(".range");
  await pick(page, "party.kind", "person");
  await page.locator("[data-field='penalty.kind'] .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: /^罚款$/ }).click();
  await expect(range.first()).toContainText("是否经警告、责令后不改正");
  await pick(page, "facts.persisted", "true");
  await expect(page.locator("[data-field='penalty.fine_yuan'] .range")).toContainText("1000");
  await input(page, "penalty.fine_yuan").fill("5000");
  await expect(page.locator(".range .wrong").first()).toContainText("不在法定幅度内");
  await input(page, "penalty.fine_yuan").fill("500");
  await expect(page.locator(".range .wrong")).toHaveCount(0);
  await expectFitForAll(page, "console-spot");
});
