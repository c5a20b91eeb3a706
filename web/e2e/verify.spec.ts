// SPDX-License-Identifier: Apache-2.0
// The verifier in a real browser. What is wrong is made wrong on the way from server to browser.
import { type Page, type Route, expect } from "@playwright/test";
import { firstDecision, known, picture, test, url } from "./support.ts";

const verdict = (page: Page) => page.locator(".verdict h2");

async function startFromDecision(page: Page): Promise<void> {
  await page.goto(url(await firstDecision(page)));
  await page.locator(".genuine .button").click();
}

async function expectFailed(page: Page, step: string): Promise<void> {
  await expect(verdict(page)).toHaveText("没有通过");
  await expect(page.locator(".checks .failed")).toHaveCount(1);
  await expect(page.locator(`.checks [data-step=${step}]`)).toHaveClass("failed");
  await expect(page.locator(".verdict")).not.toContainText("验证通过");
}

// Changes the body of the answers to these requests, keeping everything else.
async function change(page: Page, pattern: RegExp, edit: (body: Buffer) => Buffer): Promise<void> {
  await page.route(pattern, async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: edit(await response.body()) });
  });
}

const flipped = (at: (body: Buffer) => number) => (body: Buffer) => {
  const copy = Buffer.from(body);
  const place = at(copy);
  copy[place] = (copy[place] as number) ^ 1;
  return copy;
};

test("a published decision is verified from its own page", async ({ page }) => {
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("验证通过");
  await expect(page.locator(".checks .passed, .checks .absent")).toHaveCount(7);
  for (const name of ["在公开日志中", "未被改动", "作出时间", "法制审核在先"]) {
    await expect(page.locator(".checks")).toContainText(name);
  }
  await page.locator(".checks [data-step=included] summary").click();
  await expect(page.locator(".checks [data-step=included] dl")).toContainText("decision.published");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "verified-390");
  await page.setViewportSize({ width: 1280, height: 844 });
  await picture(page, "verified-1280");
});

test("verified without the browser's own cryptography", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined }));
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("验证通过");
  await page.locator(".checks [data-step=key] summary").click();
  await expect(page.locator(".checks [data-step=key]")).toContainText("bundled");
});

test("in English", async ({ page }) => {
  const path = await firstDecision(page);
  await page.goto(url(`${path}?lang=en`));
  await page.locator(".genuine .button").click();
  await expect(verdict(page)).toHaveText("Verified");
  await expect(page.locator(".checks")).not.toContainText("公开");
});

const tampers: [what: string, pattern: RegExp, edit: (body: Buffer) => Buffer, step: string][] = [
  ["the document", /\/document$/, flipped(() => 0), "unchanged"],
  ["an entry of the log", /\/log\/tile\/entries\//, (body) => Buffer.from(body.toString("latin1").replaceAll("decision.published", "decision.publishex"), "latin1"), "included"],
  ["a hash tile", /\/log\/tile\/0\//, flipped((body) => body.length - 1), "included"],
  ["the size in the checkpoint", /\/log\/checkpoint$/, (body) => Buffer.from(body.toString().replace(/\n(\d+)\n/, (_all, size: string) => `\n${Number(size) - 1}\n`)), "signature"],
  ["the log's signature", /\/log\/checkpoint$/, (body) => Buffer.from(body.toString().replace(/(\u2014 \S+ .{20})(.)/, (_all, start: string, one: string) => start + (one === "A" ? "B" : "A"))), "signature"],
  ["the key", /\/log\/policy$/, () => Buffer.from("log log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\nquorum none\n"), "key"],
];

for (const [what, pattern, edit, step] of tampers) {
  test(`changing ${what} fails at “${step}”`, async ({ page }) => {
    await change(page, pattern, edit);
    await startFromDecision(page);
    await expectFailed(page, step);
    if (step === "unchanged") {
      await page.setViewportSize({ width: 390, height: 844 });
      await picture(page, "refuted-390");
    }
  });
}

test("a log that contradicts the last visit fails at “history”", async ({ page }) => {
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("验证通过");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("mingcha.log.")) as string;
    const seen = JSON.parse(localStorage.getItem(key) as string) as { root: string };
    seen.root = btoa("\u0001".repeat(32));
    localStorage.setItem(key, JSON.stringify(seen));
  });
  await page.reload();
  await expectFailed(page, "history");
});

test("a server that fails is said to have failed, and nothing is called false", async ({ page }) => {
  await page.route(/\/log\/tile\/entries\//, (route) => route.fulfill({ status: 503, body: "" }));
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("没有验完");
  await expect(page.locator(".checks .failed")).toHaveCount(0);
  await page.unroute(/\/log\/tile\/entries\//);
  await page.locator("button", { hasText: "重新验证" }).click();
  await expect(verdict(page)).toHaveText("验证通过");
});

test("a withdrawn decision is not verified", async ({ page }) => {
  await page.route(/\/document$/, (route) => route.fulfill({ status: 410, body: "" }));
  await startFromDecision(page);
  await expectFailed(page, "unchanged");
  await expect(page.locator(".verdict")).toContainText("已依法撤下");
});

test("a broken link says so, and offers the file instead", async ({ page }) => {
  await page.goto(url("/v#1.broken"));
  await expect(page.locator(".verdict")).toContainText("链接不完整");
  await expect(page.locator("#receipt")).toBeVisible();
});

test.describe("with a paper in hand", () => {
  test.skip(() => known() === undefined, "the secrets of a paper are known for the sample site only");
  const fill = async (page: Page, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.locator(`#value-${name}`).fill(value);
    await page.locator("form.values button").click();
  };

  test("its values are asked for, and it is verified", async ({ page }) => {
    const { paper } = known()!;
    await page.goto(url(paper.link));
    await expect(page.locator("form.values h2")).toHaveText("请照着文书填写");
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "paper-form-390");
    await page.locator("form.values button").click();
    await expect(page.locator("#value-case_no-problem")).toHaveText("请填写这一项。");
    await fill(page, paper.values);
    await expect(verdict(page)).toHaveText("验证通过");
    await picture(page, "paper-verified-390");
  });

  test("one wrong digit fails at “unchanged”, and can be corrected", async ({ page }) => {
    const { paper } = known()!;
    await page.goto(url(paper.link));
    await fill(page, { ...paper.values, fine_fen: "1000.00" });
    await expectFailed(page, "unchanged");
    await page.locator("button", { hasText: "重新填写" }).click();
    await expect(page.locator("#value-case_no")).toHaveValue(paper.values.case_no as string);
    await fill(page, paper.values);
    await expect(verdict(page)).toHaveText("验证通过");
  });

  test("another record key fails, whatever is typed", async ({ page }) => {
    const { paper } = known()!;
    const [one, id, index] = paper.link.split(".");
    const wrong = Buffer.alloc(32, 8).toString("base64url");
    await page.goto(url(`${one}.${id}.${index}.${wrong}.${paper.link.split(".")[4]}`));
    await fill(page, paper.values);
    await expectFailed(page, "unchanged");
  });

  test("what is typed never leaves the browser", async ({ page }) => {
    const { paper } = known()!;
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
    await page.goto(url(paper.link));
    await fill(page, paper.values);
    await expect(verdict(page)).toHaveText("验证通过");
    const secret = paper.link.split(".")[3] as string;
    for (const line of sent.map((each) => decodeURIComponent(each).replace(/#.*$/, ""))) {
      expect(line).not.toContain(secret);
      expect(line).not.toContain(paper.values.case_no as string);
    }
    expect(sent.length).toBeGreaterThan(5);
  });

  test("a receipt without content is only partly checked, a damaged one fails", async ({ page }) => {
    const { receipt } = known()!;
    const choose = async (text: string) => {
      await page.goto(url("/v"));
      await page.locator("#receipt").setInputFiles({ name: "a.tlog-proof", mimeType: "text/plain", buffer: Buffer.from(text) });
      await page.locator("form.values button").click();
    };
    await choose(receipt);
    await expect(verdict(page)).toHaveText("只核对了一部分");
    await choose(receipt.replace(/index (\d+)/, (_all, index: string) => `index ${Number(index) - 1}`));
    await expectFailed(page, "included");
  });
});
