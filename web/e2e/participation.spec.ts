// SPDX-License-Identifier: Apache-2.0
// The public's part on the portal: following one's own case, and speaking up. On a telephone,
// without JavaScript, by keyboard alone.
import { type Page, expect } from "@playwright/test";
import { caseOf, opened, post, signIn } from "./console.ts";
import { expectAccessible, expectFitForAll, expectWithinWidth, known, test, url } from "./support.ts";

test.use({ locale: "zh-CN" });
test.setTimeout(120_000);

/** Of a case that was opened by 王磊, as its officer reads it to the party. */
async function codeOf(page: Page, id: string): Promise<string> {
  await signIn(page, "wanglei", `/cases/${id}`);
  const code = page.locator("header .code");
  await expect(code).toHaveText(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  return await code.innerText();
}

async function follow(page: Page, code: string): Promise<void> {
  await page.goto(url("/follow"));
  await page.locator("#code").fill(code);
  await page.locator("form.search button").click();
}

test("the forms are fit for all, in light and dark, small and large", async ({ page }) => {
  for (const [name, path, expected] of [
    ["follow", "/follow", "查询码在哪里"],
    ["speak", "/speak", "查看回执"],
    ["speak-correction", `/speak/new?about=${encodeURIComponent(known().majorPage)}`, "关于哪条公示"],
    ["speak-complaint", "/speak/new?kind=complaint", "您选的单位看不到这件投诉"],
    ["speak-visit", "/speak/new?kind=visit", "很满意"],
    ["speak-answers", "/speak/answers", "公开的答复"],
    ["speak-secret", "/speak/3456-789A", "查询密码"],
  ] as const) {
    await page.goto(url(path));
    await expect(page.locator("main")).toContainText(expected);
    await expectFitForAll(page, name);
    expect((await page.content()).length, name).toBeLessThan(50 * 1024);
  }
});

test("a party follows its case with the code, sees who looked, and nobody's name", async ({ page }) => {
  const id = await opened();
  await post("wanglei", `/api/v1/cases/${id}/steps/filing`, { step: "filing", values: {} }).catch(() => undefined);
  const code = await codeOf(page, id);
  await follow(page, code.toLowerCase().replaceAll("-", " "));
  await expect(page.locator("h1")).toHaveText("我的案件");
  await expect(page.locator("main")).toContainText("接受报案并登记");
  await expect(page.locator("main")).toContainText("治安管理大队 · 执法人员");
  for (const word of ["王磊", "李娜", "流萤", id]) await expect(page.locator("main")).not.toContainText(word);
  await expectFitForAll(page, "follow-result");
  // The look-up itself stands among the looks the next time.
  await follow(page, code);
  await expect(page.locator("main")).toContainText("您（凭查询码）");
});

test("the code of a paper's QR code is put into the box, and goes nowhere by itself", async ({ page }) => {
  await page.goto(url("/follow#3456789ACDEFHJK3"));
  await expect(page.locator("#code")).toHaveValue("3456789ACDEFHJK3");
  expect(page.url()).not.toContain("3456789A");
  await page.goto("about:blank");
  await page.goto(url("/follow#%22%3E%3Cscript%3E"));
  await expect(page.locator("#code")).toHaveValue("");
});

test("a case that is far on shows its course, its terms, and what can be done", async ({ page }) => {
  await signIn(page, "chenbin");
  const id = await caseOf(page, "通知听证");
  const { progress_code: code } = await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { progress_code: string };
  await follow(page, code);
  await expect(page.locator(".course")).toContainText("调查取证");
  await expect(page.locator(".course")).not.toContainText("审核");
  await page.locator(".remedies details summary").first().click();
  await expect(page.locator(".derivation").first()).toBeVisible();
  await expectFitForAll(page, "follow-far");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a wrong code is told what is wrong with it, and stays in the box", async ({ page }) => {
    await follow(page, "3456-789A-CDEF-HJK3");
    await expect(page.getByRole("alert")).toContainText("输错了");
    await expect(page.locator("#code")).toHaveValue("3456-789A-CDEF-HJK3");
    await follow(page, "3456");
    await expect(page.getByRole("alert")).toContainText("应为16位");
  });

  test("from a published decision to the report of its error, the receipt and the answer", async ({ page }) => {
    await page.goto(url(known().majorPage));
    await page.getByRole("link", { name: "报告错误" }).click();
    await expect(page.locator("h1")).toHaveText("纠错");
    await expect(page.locator("form.speak")).toContainText("罚");
    await page.locator("#text").fill("金额写错了 <b>请核对</b>");
    await page.locator("#contact").fill("0999-5550999");
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("已经收到");
    const [number, secret] = await page.locator("code.receipt").allInnerTexts();
    await page.goto(url(`/speak/${number}`));
    await page.locator("#secret").fill(secret as string);
    await page.getByRole("button", { name: "查看" }).click();
    await expect(page.locator("main")).toContainText("正在办理");
    await expect(page.locator("blockquote")).toHaveText("金额写错了 <b>请核对</b>");
    await post("gongli", `/api/v1/feedback/${number}/answer`, { text: "已经更正。" });
    await page.goto(url("/speak"));
    await page.locator("#number").fill((number as string).toLowerCase());
    await page.locator("#secret").fill(secret as string);
    await page.getByRole("button", { name: "查看" }).click();
    await expect(page.locator(".outcome")).toContainText("已经更正。");
    // Not content: it goes on to another unit.
    await page.locator("#text").fill("并没有更正");
    await page.getByRole("button", { name: "提交再次反映" }).click();
    await expect(page.locator("main")).toContainText("警务督察大队");
  });

  test("what is missing is said at once, with a way to each field, and nothing typed is lost", async ({ page }) => {
    await page.goto(url("/speak/new?kind=visit"));
    await page.locator("#text").fill("很好");
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("没有打分");
    await expect(page.getByRole("alert")).toContainText("没有选择单位");
    await expect(page.locator("#text")).toHaveValue("很好");
    await page.getByRole("alert").getByRole("link", { name: "没有打分" }).click();
    await expect(page).toHaveURL(/#rating$/);
    await expectWithinWidth(page);
  });
});

test("all of it by keyboard alone", async ({ page }) => {
  await page.goto(url("/speak/new?kind=enquiry"));
  await page.locator("#text").focus();
  await page.keyboard.type("歌舞厅录像存多久？");
  for (const [id, words] of [["name", "贾键盘"], ["contact", "0999-5550998"]] as const) {
    await page.keyboard.press("Tab");
    await expect(page.locator(`#${id}`)).toBeFocused();
    await page.keyboard.type(words);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.locator("#may-publish")).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("已经收到");
  await expectFitForAll(page, "speak-receipt");
  await page.goto(url("/follow"));
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press("Tab");
    if (await page.locator("#code").evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.type("3456");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "refused code");
});
