// SPDX-License-Identifier: Apache-2.0
// What the public searches, takes and scans, without JavaScript where it can be had without.
import { expectAccessible, expectFitForAll, expectWithinWidth, known, picture, test, url } from "./support.ts";
import { expect } from "@playwright/test";

test.use({ locale: "zh-CN" });

const pages: [name: string, path: string, expected: string][] = [
  ["search", `/search?q=${encodeURIComponent("治安")}`, "的查询结果"],
  ["officers", "/officers", "行政执法人员清单"],
  ["officer", "/officers/990001", "现在有执法资格"],
  ["forged", "/o/AAAAAAAAAAAAAAAA", "不是本机关的执法人员二维码"],
  ["agencies", "/agencies", "行政执法主体"],
  ["posters", "/posters", "窗口海报"],
];

for (const [name, path, expected] of pages) {
  test(`${name}: fit for all`, async ({ page }) => {
    await page.goto(url(path));
    await expect(page.locator("main")).toContainText(expected);
    await expectFitForAll(page, name);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("one box finds decisions, items and officers, and says where", async ({ page }) => {
    await page.goto(url("/"));
    await page.locator("#q").fill("治安");
    await page.locator("form.search button").click();
    await expect(page).toHaveURL(/\/search\?/);
    await expect(page.locator("h2", { hasText: "决定" })).toBeVisible();
    await expect(page.locator("h2", { hasText: "执法人员" })).toBeVisible();
    await page.locator("#q").fill("录像");
    await page.locator("form.search button").click();
    await expect(page.locator("mark").first()).toHaveText("录像");
    await page.locator("#q").fill("990001");
    await page.locator("form.search button").click();
    await expect(page.locator("main")).toContainText("王磊");
  });

  test("an officer's number says whether they may enforce, a withheld one nothing", async ({ page }) => {
    await page.goto(url("/officers/990001"));
    await expect(page.locator("h1")).toHaveText("现在有执法资格");
    await expect(page.locator(".guide").first()).toContainText("公安行政执法");
    expect((await page.goto(url("/officers/990091")))?.status()).toBe(404);
    await page.goto(url(`/officers?q=990091`));
    await expect(page.locator(".card")).toHaveCount(0);
  });

  test("the hall screen shows what is new without anybody touching it", async ({ page }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    const answer = await page.goto(url("/hall"));
    expect(Number(answer?.headers().refresh)).toBeGreaterThanOrEqual(60);
    await expect(page.locator(".slide")).toHaveCount(6);
    await picture(page, "hall-first");
    const visible = () => page.locator(".slide").evaluateAll((all) =>
      all.filter((one) => getComputedStyle(one).visibility === "visible").length).catch(() => 1);
    expect(await visible()).toBeLessThanOrEqual(1);
  });

  test("a poster prints its code on one sheet", async ({ page }) => {
    await page.goto(url("/posters/items/venue_recordings_not_kept"));
    await expect(page.locator("svg.code-drawn")).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 794, height: 1123 });
    await picture(page, "poster-print");
  });
});

test("hall, poster and frame are accessible and fit a narrow screen", async ({ page }) => {
  for (const [name, path] of [["hall", "/hall"], ["poster", "/posters/decisions"], ["embed", "/embed/decisions"]] as const) {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(url(path));
      await expect(page.locator("h1")).toHaveCount(1);
      await picture(page, `${name}-${width}`);
      await expectWithinWidth(page);
      await expectAccessible(page, `${name} ${width}`);
    }
  }
});

test("a frame is for the sites of the settings alone, and nothing else is for any", async ({ request }) => {
  const embed = (await request.get(url("/embed/decisions"))).headers();
  expect(embed["content-security-policy"]).toContain("frame-ancestors 'self'");
  expect(embed["x-frame-options"]).toBeUndefined();
  const list = (await request.get(url("/decisions"))).headers();
  expect(list["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(list["x-frame-options"]).toBe("DENY");
});

test("a code of another bureau's log is told from a forged one of this", async ({ page }) => {
  await page.goto(url(`/v#1.deadbeef.5.${"A".repeat(43)}`));
  await expect(page.locator(".verdict.bad")).toBeVisible();
  await expect(page.locator(".checks")).toContainText("请到那个机关的网站验证");
  await expect(page.locator(".checks")).toContainText("可能是伪造的");
});

test("each poster is one sheet of paper", async ({ page }) => {
  await page.goto(url("/posters"));
  const posters = await page.locator(".rows a").evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(posters.length).toBeGreaterThan(10);
  for (const poster of posters) {
    await page.goto(poster);
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g);
    expect(sheets, poster).toHaveLength(1);
  }
});

test("what is wrong is said on a page, in the reader's language", async ({ page }) => {
  for (const path of ["/decisions/..%2f..%2fetc%2fpasswd", "/search?q=%ff", "/items/%"]) {
    const answer = await page.goto(url(path));
    expect(answer?.status(), path).toBe(400);
    await expect(page.locator("h1"), path).toHaveText("这个请求没有办成");
    await expect(page.getByRole("link", { name: "回首页" })).toBeVisible();
  }
  await page.goto(url("/speak/new?kind=complaint"));
  await page.locator("form.speak").evaluate((form: HTMLFormElement) => { form.enctype = "multipart/form-data"; form.noValidate = true; });
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.locator("h1")).toHaveText("这个请求没有办成");
});

test("a licence is not called a penalty, and nothing of the program's is on the page", async ({ page }) => {
  await page.goto(url("/decisions?kind=licence"));
  await page.locator(".card h3 a").first().click();
  await expect(page.locator(".panel").first()).toContainText("许可");
  await expect(page.locator("main")).not.toContainText("处罚");
  for (const path of ["/lists/items", "/items", "/items/hotel_licence"]) {
    await page.goto(url(path));
    await expect(page.locator("main"), path).not.toContainText("hotel_licence");
  }
  await page.goto(url("/lists/items"));
  await expect(page.locator(".count")).toHaveText("共 19 条");
});

test("every page weighs at most 50 KB", async ({ request }) => {
  const more = ["/", "/decisions", "/items", "/data", "/data/dictionary", "/hall", "/embed/decisions", "/posters/decisions",
    known().majorPage, known().minorPage];
  for (const path of [...pages.map(([, each]) => each), ...more]) {
    expect((await (await request.get(url(path))).body()).length, path).toBeLessThanOrEqual(50 * 1024);
  }
});

test("by the keyboard alone: search, open a decision, verify it", async ({ page }) => {
  await page.goto(url("/"));
  const until = async (selector: string) => {
    for (let i = 0; i < 80; i += 1) {
      if (await page.locator(selector).evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await until("#q");
  await page.keyboard.type("歌厅");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?/);
  await until(".card h3 a");
  await page.keyboard.press("Enter");
  await expect(page.locator("article.paper")).toBeVisible();
  await until(".genuine .button");
  await page.keyboard.press("Enter");
  await expect(page.locator(".verdict.good")).toBeVisible({ timeout: 20_000 });
});
