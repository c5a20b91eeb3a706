// SPDX-License-Identifier: Apache-2.0
// The published lists: edited in a table, imported from a file with a report, confirmed by a second
// person; and what the public sees of it.
import { type Page, expect } from "@playwright/test";
import { button, signIn, test } from "./console.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const dialog = (page: Page) => page.locator(".el-dialog:visible");
const upload = async (page: Page, name: string, text: string): Promise<void> => {
  await dialog(page).locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await button(page, "检查文件").click();
};

test("an entry is changed in the table, and public once somebody else has confirmed it", async ({ page }) => {
  const organ = `督察大队${Date.now() % 100_000}`;
  await signIn(page, "gongli", "/lists");
  await expect(page.locator("table")).toContainText("行政执法人员清单");
  await expectFitForAll(page, "console-lists");
  await page.getByRole("link", { name: "监督渠道" }).click();
  await page.getByRole("button", { name: "变更 警务督察投诉" }).click();
  await dialog(page).getByLabel("受理机构").fill(organ);
  await picture(page, "console-list-entry");
  await button(page, "加入变更单").click();
  await expect(page.locator(".basket ins")).toHaveText(organ);
  await button(page, "提交确认").click();
  await expect(page.locator(".basket")).toContainText("请写明变更原因");
  await page.locator("#list-reason").fill("机构名称调整");
  await expectFitForAll(page, "console-list-basket");
  await button(page, "提交确认").click();
  await expect(page.locator(".basket")).toHaveCount(0);
  expect(await (await page.request.get(url("/lists/supervision"))).text()).not.toContain(organ);

  await page.getByRole("link", { name: /变更单/ }).click();
  await page.getByRole("link", { name: "机构名称调整" }).first().click();
  await expect(page.locator(".next")).toContainText("须由另一名公示管理员确认");
  const address = new URL(page.url()).pathname.replace("/console", "");
  await signIn(page, "dingning", address);
  await expect(page.locator("ins")).toHaveText(organ);
  await expectFitForAll(page, "console-list-set");
  await button(page, "确认并公开").click();
  await expect(page.locator(".head")).toContainText("已公开");
  expect(await (await page.request.get(url("/lists/supervision"))).text()).toContain(organ);
  expect(await (await page.request.get(url("/lists/supervision/history"))).text()).toContain("机构名称调整");

  await page.goto(url("/console/lists/supervision?part=compare"));
  await expect(page.locator("ins").first()).toHaveText(organ);
  await expectFitForAll(page, "console-list-compare");
});

test("a file with errors is reported row by row, and nothing of it is taken", async ({ page }) => {
  await signIn(page, "gongli", "/lists/supervision");
  await button(page, "导入").click();
  await upload(page, "错.csv", "监督渠道,受理机构,受理范围,电话\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",a,b,1\n甲,,b,1\n乙,a,b,+86\n");
  await expect(dialog(page).locator("tbody tr")).toHaveCount(3);
  await expect(dialog(page).locator("tbody tr").first()).toContainText("公式");
  await picture(page, "console-list-import-errors");
  const download = page.waitForEvent("download");
  await button(page, "下载错误报告").click();
  expect((await download).suggestedFilename()).toBe("supervision-errors.csv");
  await expectFitForAll(page, "console-list-import-errors");

  await upload(page, "好.csv", "监督渠道,受理机构,受理范围\n网上信箱,云岭县公安局,意见建议\n");
  await expect(dialog(page)).toContainText("将新增 1、变更 0、终止 0");
  await dialog(page).getByText("终止（文件是完整清单）").click();
  await expect(dialog(page)).not.toContainText("将新增");
  await button(page, "检查文件").click();
  await expect(dialog(page)).toContainText("将新增 1、变更 0、终止 4");
  await picture(page, "console-list-import");
});

test("an officer whose identity is withheld is marked inside and nowhere outside", async ({ page }) => {
  await signIn(page, "gongli", "/lists/officers");
  await expect(page.locator("tr", { hasText: "方远" })).toContainText("不公开");
  await page.getByRole("button", { name: "历史 990091" }).click();
  await expect(dialog(page)).toContainText("新增");
  for (const path of ["/lists", "/lists/officers", `/lists/officers?q=${encodeURIComponent("方远")}`, "/lists/officers/history", "/lists/officers/data.csv", "/lists/officers/data.json"]) {
    const text = await (await page.request.get(url(path))).text();
    expect(text.replace(/name="q"[^>]*/, ""), path).not.toContain("方远");
    expect(text, path).not.toContain("990091");
  }
  await page.goto(url("/console/lists/powers?part=outdated"));
  await expect(page.locator("table")).toContainText("云公-处-002");
  await expectFitForAll(page, "console-list-outdated");
});
