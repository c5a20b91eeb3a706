// SPDX-License-Identifier: Apache-2.0
// Files: large, strange, and those that nobody wants any more.
import { writeFileSync } from "node:fs";
import { type Page, expect } from "@playwright/test";
import { opened, signIn, test } from "./console.ts";
import { picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 844 } });

// The first bytes of a JPEG, then noise of its own: no two of them are the same file.
function photo(megabytes: number): Buffer {
  const bytes = Buffer.alloc(megabytes << 20, Buffer.from(String(Math.random())));
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes);
  return bytes;
}

async function evidenceOf(page: Page, id: string): Promise<{ name: string; size: number; media_type: string }[]> {
  return (await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { evidence: { name: string; size: number; media_type: string }[] }).evidence;
}

/** So slow that a person could press something meanwhile. */
async function slowly(page: Page, bytesPerSecond: number): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
  return async () => {
    await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  };
}

test("a photo of 60 MB is sent with its progress, and cancelled when nobody wants it", async ({ page }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}?tab=evidence`);
  const file = test.info().outputPath("现场照片.jpg");
  writeFileSync(file, photo(60));
  const atFullSpeed = await slowly(page, 6 << 20);
  await page.locator(".drop input[type=file]").setInputFiles(file);
  const bar = page.locator(".sending [role=progressbar]");
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 30_000 }).toBeGreaterThan(5);
  await picture(page, "console-upload");
  await page.locator(".sending").getByRole("button").click();
  await expect(page.locator(".sending")).toHaveCount(0);
  await atFullSpeed();
  // Whatever was on its way did not arrive.
  await page.waitForTimeout(1500);
  expect(await evidenceOf(page, id)).toEqual([]);
  await page.locator(".drop input[type=file]").setInputFiles(file);
  await expect(page.locator("main li", { hasText: "现场照片" })).toBeVisible({ timeout: 60_000 });
  expect(await evidenceOf(page, id)).toMatchObject([{ name: "现场照片.jpg", size: 60 << 20, media_type: "image/jpeg" }]);
});

test("an upload that was broken off goes on by itself, and not once it was cancelled", async ({ page, context }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}?tab=evidence`);
  await expect(page.locator(".drop")).toBeVisible();
  await context.setOffline(true);
  const choose = page.locator(".drop input[type=file]");
  await choose.setInputFiles({ name: "要的.txt", mimeType: "text/plain", buffer: Buffer.from(`要的${id}`) });
  await choose.setInputFiles({ name: "不要的.txt", mimeType: "text/plain", buffer: Buffer.from(`不要的${id}`) });
  await page.locator(".sending", { hasText: "不要的" }).getByRole("button").click();
  await expect(page.locator(".sending")).toHaveCount(1);
  await context.setOffline(false);
  await expect(page.locator("main li", { hasText: "要的" })).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(1500);
  expect((await evidenceOf(page, id)).map((each) => each.name)).toEqual(["要的.txt"]);
});

test("a file of a kind that is not shown is kept, given out, and not opened", async ({ page }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}?tab=evidence`);
  const choose = page.locator(".drop input[type=file]");
  await choose.setInputFiles({ name: "说明.docx", mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", buffer: Buffer.from(`PK${id}`) });
  const line = page.locator("main li", { hasText: "说明.docx" });
  await expect(line).toBeVisible();
  await expect(line.locator("a[download]")).toBeVisible();
  await expect(line.locator(".link")).toHaveCount(0);
  await choose.setInputFiles({ name: "画.svg", mimeType: "image/svg+xml", buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran=1"><!--${id}--></svg>`) });
  await expect(page.locator("main li", { hasText: "画.svg" })).toBeVisible();
  await expect(page.locator("main li", { hasText: "画.svg" }).locator(".link")).toHaveCount(0);
});

test("an export is cancelled, and what was ordered is not given out", async ({ page }) => {
  await signIn(page, "wuting", "/cases");
  await expect(page.locator(".sheet tbody tr").first()).toBeVisible();
  // The order stands and is still worked on, as with a list of many thousands.
  let cancelled = false;
  await page.route("**/api/v1/jobs/*", async (route) => {
    if (route.request().method() === "DELETE") cancelled = true;
    const answer = await route.fetch();
    if (route.request().method() !== "GET" || cancelled) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, json: { ...await answer.json() as object, state: "running" } });
  });
  await page.getByRole("button", { name: "导出 Excel" }).click();
  const line = page.locator(".job");
  await line.getByRole("button", { name: "取消" }).click();
  await expect.poll(() => cancelled).toBe(true);
  await expect(page.locator(".line a[download]")).toHaveCount(0);
});
