// SPDX-License-Identifier: Apache-2.0
// A decision is handed over: signed for on the screen, or refused in front of a witness.
import { type Page, expect } from "@playwright/test";
import { button, choose, decided, input, signIn, test } from "./console.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

async function colleague(page: Page): Promise<void> {
  await page.locator(".performers .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "李娜" }).click();
  await page.keyboard.press("Escape");
}

const factsOf = async (page: Page, id: string) => (await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { facts: Record<string, { value: string }> }).facts;

test("who refuses is served by leaving it, as the procedure says, with reason and witness", async ({ page }) => {
  const id = await decided();
  await signIn(page, "wanglei", `/cases/${id}/service/service`);
  // Of the ways to serve, the one for a refusal is none for who signs.
  await page.locator('[data-field="service.method"] .el-select').click();
  const ways = page.locator(".el-select-dropdown:visible .el-select-dropdown__item");
  await expect(ways.first()).toBeVisible();
  await expect(ways.filter({ hasText: "留置" })).toHaveClass(/is-disabled/);
  await ways.filter({ hasText: "直接送达" }).click();
  await page.locator(".el-radio-button", { hasText: "拒绝签收" }).click();
  await expect(page.locator('[data-field="service.method"]')).toContainText("留置送达");
  await expect(page.locator('[data-field="service.signature"]')).toHaveCount(0);
  await input(page, "service.receiver").fill("贾流萤");
  await input(page, "service.place").fill("当事人营业场所");
  await colleague(page);
  await button(page, "完成送达").click();
  await expect(page.locator('[data-field="service.refusal"]')).toHaveClass(/faulty/);
  await expectFitForAll(page, "console-service-refused");
  await page.setViewportSize({ width: 1280, height: 900 });
  await input(page, "service.refusal").fill("当事人看过决定书后拒绝签收，文书留在柜台。");
  await input(page, "service.witness").fill("社区工作人员 林见证");
  // Read anew in between, everything is as it was.
  await expect(page.locator(".kept")).toContainText("草稿已保存");
  await page.reload();
  await expect(input(page, "service.witness")).toHaveValue("社区工作人员 林见证");
  await expect(page.locator(".el-radio-button.is-active")).toContainText("拒绝签收");
  await button(page, "完成送达").click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  const facts = await factsOf(page, id);
  expect(facts["service.method"]?.value).toBe("left");
  expect(facts["service.witness"]?.value).toBe("社区工作人员 林见证");
  expect(facts["service.signature"]).toBeUndefined();
});

test("who changes his mind and signs is not served by leaving it", async ({ page }) => {
  const id = await decided();
  await signIn(page, "wanglei", `/cases/${id}/service/service`);
  await page.locator(".el-radio-button", { hasText: "拒绝签收" }).click();
  await expect(page.locator('[data-field="service.method"]')).toContainText("留置送达");
  await page.locator(".el-radio-button", { hasText: "收件人签名" }).click();
  await expect(page.locator('[data-field="service.method"]')).not.toContainText("留置送达");
  await expect(page.locator('[data-field="service.refusal"]')).toHaveCount(0);
  await choose(page, "service.method", "直接送达");
  await expect(page.locator('[data-field="service.signature"] canvas')).toBeVisible();
});

/** How many points of the drawing are ink. */
const ink = (page: Page) => page.locator("canvas").evaluate((element) => {
  const canvas = element as HTMLCanvasElement;
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const pen = copy.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  pen.drawImage(canvas, 0, 0);
  const { data } = pen.getImageData(0, 0, copy.width, copy.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] as number) < 128) ++dark;
  return dark;
});

test("the pad is drawn on with the mouse, wiped, and used", async ({ page }) => {
  const id = await decided();
  await signIn(page, "wanglei", `/cases/${id}/service/service`);
  const pad = page.locator("canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox() as { x: number; y: number; width: number; height: number };
  await expect(button(page, "确认签名")).toBeDisabled();
  // Passing over it writes nothing.
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.move(box.x + 120, box.y + 90, { steps: 5 });
  expect(await ink(page)).toBe(0);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 40, { steps: 8 });
  await page.mouse.up();
  expect(await ink(page)).toBeGreaterThan(300);
  await page.locator('[data-field="service.signature"]').getByRole("button", { name: "清除" }).click();
  expect(await ink(page)).toBe(0);
  await expect(button(page, "确认签名")).toBeDisabled();
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 260, box.y + 100, { steps: 8 });
  await page.mouse.up();
  await button(page, "确认签名").click();
  const drawn = page.locator('[data-field="service.signature"] img');
  await expect(drawn).toBeVisible();
  // Visible comes before loaded.
  await expect.poll(() => drawn.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(640);
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the pad is drawn on with the finger, and the page beneath stands still", async ({ page }) => {
    const id = await decided();
    await signIn(page, "wanglei", `/cases/${id}/service/service`);
    const pad = page.locator("canvas");
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox() as { x: number; y: number; width: number; height: number };
    const before = await page.evaluate(() => scrollY);
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) =>
      devtools.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    await touch("touchStart", box.x + box.width / 2, box.y + 10);
    for (let at = 1; at <= 10; ++at) await touch("touchMove", box.x + box.width / 2 - at * 4, box.y + 10 + at * (box.height - 20) / 10);
    await touch("touchEnd", 0, 0);
    expect(await ink(page)).toBeGreaterThan(200);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await picture(page, "console-signature-touch");
    await button(page, "确认签名").click();
    await expect(page.locator('[data-field="service.signature"] img')).toBeVisible();
  });
});
