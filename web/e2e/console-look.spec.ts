// SPDX-License-Identifier: Apache-2.0
// Every page for everybody: readable in light and dark, on a telephone and on the largest screen.
import { expect } from "@playwright/test";
import { caseOf, place, signIn, test } from "./console.ts";
import { expectFitForAll, expectWithinWidth, picture } from "./support.ts";

test.use({ locale: "zh-CN", contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(180_000);

test("the account's page is fit for all, and so is what it refuses", async ({ page }) => {
  await signIn(page, "zhaomin", "/account");
  await expect(page.locator(".panel")).toHaveCount(5);
  await page.getByRole("button", { name: "取得密钥" }).click();
  await expect(page.locator("code")).toBeVisible();
  await page.locator("input[autocomplete=current-password]").first().fill("not the password");
  await page.locator("input[autocomplete=new-password]").fill("a-long-enough-one");
  await page.getByRole("button", { name: "修改密码" }).click();
  await expect(page.locator(".problem")).toBeVisible();
  await expectFitForAll(page, "console-account");
});

for (const [tab, expected] of [["facts", "当事人姓名或者名称"], ["documents", "行政案件立案登记表"], ["evidence", "SHA-256"], ["review", "决定书稿"], ["timeline", "建立案件"]] as const) {
  test(`the case's tab “${tab}” is fit for all`, async ({ page }) => {
    await signIn(page, "zhaomin");
    const id = await caseOf(page, "拟制处罚决定");
    await page.goto(place(`/cases/${id}?tab=${tab}`));
    await expect(page.locator("main")).toContainText(expected);
    await expectFitForAll(page, `console-case-${tab}`);
  });
}

test("a paper that is read over the page is fit for all", async ({ page }) => {
  await signIn(page, "zhaomin");
  const id = await caseOf(page, "拟制处罚决定");
  await page.goto(place(`/cases/${id}?tab=documents`));
  await page.getByRole("button", { name: "查看正文" }).first().click();
  await expect(page.locator(".el-dialog:visible .paper")).not.toBeEmpty();
  await expectFitForAll(page, "console-paper");
});

test("large and very large screens are filled without being stretched", async ({ page }) => {
  await signIn(page, "zhaomin");
  const id = await caseOf(page, "拟制处罚决定");
  for (const width of [1920, 3840]) {
    await page.setViewportSize({ width, height: width * 9 / 16 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [name, path] of [["desk", "/"], ["cases", "/cases"], ["case", `/cases/${id}`], ["step", `/cases/${id}/do/notice`], ["account", "/account"]] as const) {
        await page.goto(place(path));
        await expect(page.locator("main .panel, main .sheet").first()).toBeVisible();
        await expect(page.locator(".waiting")).toHaveCount(0);
        await expectWithinWidth(page);
        await picture(page, `console-${name}-${colorScheme}-${width}`);
        // No line of prose is longer than can be followed.
        const longest = await page.locator("main p:visible").evaluateAll((all) => Math.max(0, ...all.map((each) => {
          const range = document.createRange();
          range.selectNodeContents(each);
          return Math.max(0, ...[...range.getClientRects()].map((box) => box.width / parseFloat(getComputedStyle(each).fontSize)));
        })));
        expect(longest, `${name} ${width}: characters in a line`).toBeLessThan(130);
      }
    }
  }
});

test("the first page comes with at most 300 KB over the line, and a page of work adds little", async ({ page }) => {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  wire.on("Network.responseReceived", ({ response }) => scripts.add(response.url));
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto(place("/"));
  await expect(page.locator("input[name=login]")).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(scripts.size, "what was counted").toBeGreaterThan(3);
  expect(bytes, "compressed, with everything the page asks of the server").toBeLessThan(300 * 1024);
  expect(bytes, "it was there at all").toBeGreaterThan(50 * 1024);
  await signIn(page, "zhaomin", "/cases");
  await expect(page.locator(".sheet tbody tr").first()).toBeVisible();
  // What only a form or a signature needs is not here yet.
  expect([...scripts].filter((each) => /signature_pad|rows_input|step|review/.test(each))).toEqual([]);
});
