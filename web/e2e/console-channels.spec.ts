// SPDX-License-Identifier: Apache-2.0
// Where publications go beside the portal: what arrived, what did not and why, and what people can
// do about it. The demonstration has a channel for each way it can come out.
import { type Page, expect } from "@playwright/test";
import { button, signIn, test } from "./console.ts";
import { expectFitForAll } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const card = (page: Page, words: string) => page.locator("article.channel", { hasText: words });

test("deliveries show what became of them, and why", async ({ page }) => {
  await signIn(page, "gongli", "/channels");
  await expect(card(page, "本机接收端")).toContainText("已送达");
  await expect(card(page, "没有接收端")).toContainText("签名 Webhook · 127.0.0.1:9");
  await expectFitForAll(page, "console-channels");

  await card(page, "落款误填手机号").getByRole("button", { name: "已拦截" }).click();
  const blocked = page.locator("table tbody tr").first();
  await expect(blocked).toContainText("电话");
  await expect(blocked).not.toContainText("13800001234");
  await blocked.getByRole("button", { name: "经过" }).click();
  await expect(page.locator("tr.opened")).toContainText("msg_");

  await page.goto(page.url().replace(/\?.*/, "?state=by_hand"));
  const byHand = page.locator("table tbody tr").first();
  await expect(byHand).toContainText("请到这里删除");
  await expect(byHand.getByRole("link", { name: "m.weibo.cn" })).toBeVisible();
  await expectFitForAll(page, "console-channels-by-hand");
});

test("an editor pauses a channel with a reason and lets it run again", async ({ page }) => {
  await signIn(page, "dingning", "/channels");
  const portal = card(page, "没有接收端");
  await portal.getByRole("button", { name: "暂停" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "暂停" }).click();
  await expect(dialog).toContainText("请写明理由");
  await dialog.locator("textarea").fill("对方通知停机维护");
  await expectFitForAll(page, "console-channels-pause");
  await dialog.getByRole("button", { name: "暂停" }).click();
  await expect(portal).toContainText("丁宁");
  await expect(portal).toContainText("对方通知停机维护");
  await portal.getByRole("button", { name: "恢复" }).click();
  await expect(portal).toContainText("运行中");
});

test("whoever is no editor looks and touches nothing", async ({ page }) => {
  await signIn(page, "chenbin", "/channels");
  await expect(page.locator("main")).toContainText("由公示管理员办理");
  await expect(button(page, "暂停")).toHaveCount(0);
  await expect(button(page, "立即重试")).toHaveCount(0);
});
