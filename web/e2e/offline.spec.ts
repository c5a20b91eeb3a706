// SPDX-License-Identifier: Apache-2.0
// What was checked with a connection is checked again without one: the server is ended in between.
import { expect, test } from "@playwright/test";
import { start } from "./program.ts";
import { picture, verdict } from "./support.ts";

test.use({ locale: "zh-CN", serviceWorkers: "allow" });

test("a published decision is verified again when the site cannot be reached", async ({ page }) => {
  test.skip(!process.env.MINGCHA_PROGRAM, "needs a program of its own");
  test.setTimeout(300_000);
  const program = await start(process.env.MINGCHA_PROGRAM as string);
  try {
    await page.goto(`${program.url}/decisions`);
    await page.locator("main a[href^='/decisions/p']").first().click();
    await page.locator(".genuine .button").click();
    await expect(verdict(page)).toHaveText("验证通过");
    await expect(page.locator(".kept")).toHaveCount(0);
    await expect(page.locator(".verdict")).toContainText("已存到这台设备");
    await program.kill();
    await page.reload();
    await expect(verdict(page)).toHaveText("验证通过");
    await expect(page.locator(".kept")).toContainText("没有网络");
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "verified-offline-390");
    // What changed on the way is found without a connection as well.
    await page.evaluate(async () => {
      const [name] = (await caches.keys()).filter((each) => each.startsWith("check-"));
      const cache = await caches.open(name as string);
      const [request] = (await cache.keys()).filter(({ url }) => url.endsWith("/document"));
      const kept = await cache.match(request as Request) as Response;
      await cache.put(request as Request, new Response(`${await kept.text()}x`, { headers: kept.headers }));
    });
    await page.reload();
    await expect(verdict(page)).toHaveText("没有通过");
  } finally {
    await page.goto("about:blank");
    await program.stop();
  }
});
