// SPDX-License-Identifier: Apache-2.0
// The flowchart of a case, its limits' reckoning, and the time-limit calculator: the real program,
// its fictional data, a browser.
import { readFileSync } from "node:fs";
import { type Page, expect } from "@playwright/test";
import { expectFitForAll, consoleTest as test, url } from "./support.ts";

test.use({ locale: "zh-CN", contextOptions: { reducedMotion: "reduce" } });

const password = (JSON.parse(readFileSync(new URL("../../demo/logins.json", import.meta.url), "utf8")) as { password: string }[])[0]?.password as string;

async function signIn(page: Page, login: string): Promise<void> {
  const answer = await page.request.post(url("/api/v1/session"), { data: { login, password } });
  expect(answer.status()).toBe(201);
  await page.goto(url("/console/"));
  await expect(page.locator(".frame-top .who")).toBeVisible();
}

interface Row { case: string; item: string; closed: boolean }

test("a case's limit leads to what if, and one extension more moves its end", async ({ page }) => {
  await signIn(page, "zhaomin");
  const { cases } = await (await page.request.get(url("/api/v1/cases?limit=200"))).json() as { cases: Row[] };
  let found = "";
  for (const row of cases) {
    const { limits } = await (await page.request.get(url(`/api/v1/cases/${row.case}/limits`))).json() as { limits: { limit: string; procedure: string; extensions: unknown[] }[] };
    if (limits.some((each) => each.limit === "decision" && each.procedure === "penalty_public_security" && each.extensions.length === 0)) found = row.case;
  }
  expect(found).not.toBe("");
  await page.goto(url(`/console/cases/${found}`));
  await expect(page.locator("main h1")).toBeVisible();
  await page.locator(`aside a[href*="limit=decision"]`).click();
  await expect(page).toHaveURL(/\/console\/limits\?case=/);
  await expect(page.locator("main h1")).toHaveText("期限计算");
  await expect(page.locator("main ol li").first()).toContainText("期限为三十日");
  await expect(page.locator("main")).toContainText("与案件记录一致");
  const before = await page.locator(".end strong").textContent();
  await page.getByRole("button", { name: "加一次延长：三十日" }).click();
  await expect(page.locator("main ol")).toContainText("批准延长三十日");
  await expect(page.locator("main")).toContainText("比案件记录晚");
  expect(await page.locator(".end strong").textContent()).not.toBe(before);
  await expectFitForAll(page, "console-limits");
});

test("a limit of any procedure is reckoned without a case, and refused clearly where it cannot be", async ({ page }) => {
  await signIn(page, "wanglei");
  await page.locator("nav a", { hasText: "期限计算" }).click();
  await expect(page.locator("main h1")).toHaveText("期限计算");
  await expect(page.locator("main")).toContainText("选好期限和起算时刻后在这里显示");
  for (const id of ["#procedure", "#limit"]) {
    await page.locator(".el-select", { has: page.locator(id) }).click();
    await page.locator(".el-select-dropdown__item:visible").first().click();
    await expect(page.locator(".el-select-dropdown__item:visible")).toHaveCount(0);
  }
  await page.locator("#start").fill("2026-03-02 09:00");
  await page.locator("#start").press("Enter");
  await expect(page.locator(".end strong")).toBeVisible();
  await page.locator("#start").fill("1999-03-02 09:00");
  await page.locator("#start").press("Enter");
  await expect(page.locator(".problem")).toContainText("放假安排未录入");
});

test("a case shows where it stands on its flowchart, and the same as a list", async ({ page }) => {
  await signIn(page, "wanglei");
  const { cases } = await (await page.request.get(url("/api/v1/cases?limit=200"))).json() as { cases: Row[] };
  await page.goto(url(`/console/cases/${(cases[0] as Row).case}?tab=chart`));
  await expect(page.locator(".chart svg")).toBeVisible();
  await expect(page.locator(".chart svg")).toContainText("✓");
  await page.locator("details summary", { hasText: "流程文字版" }).click();
  await expect(page.locator("details ol li").first()).toContainText("已办");
});
