// SPDX-License-Identifier: Apache-2.0
// The verifier in a real browser against the real log. What is wrong is made wrong on the way
// from server to browser.
import { type Page, expect } from "@playwright/test";
import { change, expectAccessible, expectFailed, flipped, known, picture, test, url, verdict } from "./support.ts";
import type { Paper } from "./setup.ts";

test.use({ locale: "zh-CN" });

async function startFromDecision(page: Page, path = known().majorPage): Promise<void> {
  await page.goto(url(path));
  await page.locator(".genuine .button").click();
}

const step = (page: Page, id: string) => page.locator(`.checks [data-step=${id}]`);

test("a published major decision is verified from its own page, its review first", async ({ page }) => {
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("验证通过");
  await expect(page.locator(".checks .passed")).toHaveCount(8);
  for (const name of ["在公开日志中", "未被改动", "作出时间", "只遮盖、未改动", "法制审核在先"]) {
    await expect(page.locator(".checks")).toContainText(name);
  }
  await expect(step(page, "review")).toContainText("审核先于决定登记");
  await step(page, "included").locator("summary").click();
  await expect(step(page, "included").locator("dl")).toContainText("decision.published");
  await expectAccessible(page, "verified");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "verified-390");
  await page.setViewportSize({ width: 1280, height: 844 });
  await picture(page, "verified-1280");
});

test("a published decision that needed no review is verified, and that is said plainly", async ({ page }) => {
  await startFromDecision(page, known().minorPage);
  await expect(verdict(page)).toHaveText("验证通过");
  await expect(page.locator(".checks .passed")).toHaveCount(7);
  await expect(step(page, "review")).toHaveClass("absent");
  await expect(step(page, "review")).toContainText("没有把它登记为应当法制审核的重大执法决定");
});

test("verified without the browser's own cryptography", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined }));
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("验证通过");
  await step(page, "key").locator("summary").click();
  await expect(step(page, "key")).toContainText("bundled");
});

test("in English", async ({ page }) => {
  await startFromDecision(page, `${known().majorPage}?lang=en`);
  await expect(verdict(page)).toHaveText("Verified");
  await expect(page.locator(".checks")).not.toContainText("公开");
});

// ---- what is wrong -------------------------------------------------------------------------

/** Index in the log → how that entry is changed, wherever the bundle holding it is served. */
function entryChanged(index: number, edit: (leaf: string) => string) {
  return (body: Buffer, path: string) => {
    const bundle = Number((/entries\/((?:x\d{3}\/)*\d{3})/.exec(path)?.[1] ?? "").replace(/\D/g, ""));
    if (bundle !== Math.floor(index / 256)) return body;
    let start = 0;
    for (let at = 0; at < index % 256; ++at) start += 2 + body.readUInt16BE(start);
    const end = start + 2 + body.readUInt16BE(start);
    const before = body.subarray(start + 2, end).toString();
    const after = edit(before);
    if (after === before || after.length !== before.length) throw new Error(`nothing changed in ${before}`);
    return Buffer.concat([body.subarray(0, start + 2), Buffer.from(after), body.subarray(end)]);
  };
}

const decisionIndex = () => Number(known().major.link.split(".")[2]);
const otherDigit = (digits: string) => digits.slice(0, -1) + String((Number(digits.slice(-1)) + 1) % 10);
const entries = /\/log\/tile\/entries\//;

interface Tamper {
  what: string;
  pattern: RegExp;
  edit: () => (body: Buffer, path: string) => Buffer;
  fails: string;
}

const tampers: Tamper[] = [
  { what: "a byte of the document", pattern: /\/document$/, edit: () => flipped((body) => body.length - 5), fails: "unchanged" },
  { what: "what is shown around the masks", pattern: /\/proof\.json$/, fails: "redaction",
    edit: () => (body) => Buffer.from(body.toString().replace(/"nodes":\["(.)/, (_all, one: string) => `"nodes":["${one === "A" ? "B" : "A"}`)) },
  { what: "an entry of the log", pattern: entries, fails: "included",
    edit: () => (body) => Buffer.from(body.toString("latin1").replaceAll("decision.published", "decision.publishex"), "latin1") },
  { what: "a hash tile", pattern: /\/log\/tile\/0\//, edit: () => flipped((body) => body.length - 1), fails: "included" },
  { what: "the review that the decision refers to", pattern: entries, fails: "time",
    edit: () => entryChanged(decisionIndex(), (leaf) => leaf.replace(/"ref":"(\d+)"/, (_all, ref: string) => `"ref":"${otherDigit(ref)}"`)) },
  { what: "the size in the checkpoint", pattern: /\/log\/checkpoint$/, fails: "signature",
    edit: () => (body) => Buffer.from(body.toString().replace(/\n(\d+)\n/, (_all, size: string) => `\n${Number(size) - 1}\n`)) },
  { what: "the log's signature", pattern: /\/log\/checkpoint$/, fails: "signature",
    edit: () => (body) => Buffer.from(body.toString().replace(/(\u2014 \S+ .{20})(.)/, (_all, start: string, one: string) => start + (one === "A" ? "B" : "A"))) },
  { what: "the key", pattern: /\/log\/policy$/, fails: "key",
    edit: () => () => Buffer.from("log log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\nquorum none\n") },
];

for (const { what, pattern, edit, fails } of tampers) {
  test(`changing ${what} fails at “${fails}”`, async ({ page }) => {
    await change(page, pattern, edit());
    await startFromDecision(page);
    await expectFailed(page, fails);
    if (fails !== "unchanged") return;
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, "refuted-390");
    await expectAccessible(page, "refuted");
  });
}

test("a review of later date put in the place of the true one fails at “review”", async ({ page }) => {
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("验证通过");
  await step(page, "review").locator("summary").click();
  const facts = await step(page, "review").locator("dl").innerText();
  const review = Number(/审核的日志序号\s+(\d+)/.exec(facts)?.[1]);
  await change(page, entries, entryChanged(review, (leaf) => leaf.replace(/"at":"\d{4}/, '"at":"2027')));
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expectFailed(page, "review");
});

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
  await page.route(entries, (route) => route.fulfill({ status: 503, body: "" }));
  await startFromDecision(page);
  await expect(verdict(page)).toHaveText("没有验完");
  await expect(page.locator(".checks .failed")).toHaveCount(0);
  await page.unroute(entries);
  await page.locator("button", { hasText: "重新验证" }).click();
  await expect(verdict(page)).toHaveText("验证通过");
});

test("a withdrawn decision is not verified", async ({ page }) => {
  await page.goto(url(`/v#p.${known().withdrawnPage.split("/").pop()}`));
  await expectFailed(page, "unchanged");
  await expect(page.locator(".verdict")).toContainText("已依法撤下");
});

test("a broken link says so, and offers the file instead", async ({ page }) => {
  await page.goto(url("/v#1.broken"));
  await expect(page.locator(".verdict")).toContainText("链接不完整");
  await expect(page.locator("#receipt")).toBeVisible();
});

// ---- with a paper in hand ------------------------------------------------------------------

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`[id="value-${name}"]`);
    if (name === "penalty.kind") await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await page.locator("form.values button").click();
}

const papers: [what: string, paper: () => Paper, reviewed: string][] = [
  ["a major decision", () => known().major, "passed"],
  ["a decision without review", () => known().minor, "absent"],
  ["a sealed decision", () => known().sealed, "absent"],
];

for (const [what, paper, reviewed] of papers) {
  test(`${what} on paper is verified by what is printed on it`, async ({ page }) => {
    await page.goto(url(paper().link));
    await fill(page, paper().values);
    await expect(verdict(page)).toHaveText("验证通过");
    for (const id of ["included", "unchanged", "time"]) await expect(step(page, id)).toHaveClass("passed");
    await expect(step(page, "review")).toHaveClass(reviewed);
  });
}

test("what is missing is asked for, and what keyboards lack is put right", async ({ page }) => {
  const { link, values } = known().major;
  await page.goto(url(link));
  await expect(page.locator("form.values h2")).toHaveText("请照着文书填写");
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "paper-form-390");
  await expectAccessible(page, "paper form");
  await page.locator("form.values button").click();
  await expect(page.locator('[id="value-document.number-problem"]')).toHaveText("请填写这一项。");
  await expect(page.locator('[id="value-penalty.fine_yuan-problem"]')).toHaveText("");
  const typed = (values["document.number"] as string).replace("〔", "[").replace("〕", "]").replace("（", "(").replace("）", ")");
  await fill(page, { ...values, "document.number": typed });
  await expect(verdict(page)).toHaveText("验证通过");
  await picture(page, "paper-verified-390");
});

test("one wrong digit fails at “unchanged”, and can be corrected", async ({ page }) => {
  const { link, values } = known().major;
  await page.goto(url(link));
  await fill(page, { ...values, "penalty.suspend_days": otherDigit(values["penalty.suspend_days"] as string) });
  await expectFailed(page, "unchanged");
  await page.locator("button", { hasText: "重新填写" }).click();
  await expect(page.locator('[id="value-document.number"]')).toHaveValue(values["document.number"] as string);
  await fill(page, values);
  await expect(verdict(page)).toHaveText("验证通过");
});

test("another record key, or another text, fails whatever is typed", async ({ page }) => {
  const { link, values } = known().major;
  const other = Buffer.alloc(32, 8).toString("base64url");
  for (const part of [3, 4]) {
    const parts = link.split(".");
    parts[part] = other;
    await page.goto("about:blank");
    await page.goto(url(parts.join(".")));
    await fill(page, values);
    await expectFailed(page, "unchanged");
  }
});

test("what is typed never leaves the browser", async ({ page }) => {
  const { link, values } = known().major;
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  await page.goto(url(link));
  await fill(page, values);
  await expect(verdict(page)).toHaveText("验证通过");
  const secret = link.split(".")[3] as string;
  for (const line of sent.map((each) => decodeURIComponent(each).replace(/#.*$/, ""))) {
    expect(line).not.toContain(secret);
    expect(line).not.toContain(values["document.number"] as string);
    expect(line).not.toContain(values["party.name"] as string);
  }
  expect(sent.length).toBeGreaterThan(5);
});

test("a receipt from the program is checked as far as it carries, a damaged one fails", async ({ page }) => {
  const { receipt } = known();
  const choose = async (text: string) => {
    await page.goto(url("/v"));
    await page.locator("#receipt").setInputFiles({ name: "a.tlog-proof", mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.locator("form.values button").click();
  };
  await choose(receipt);
  await expect(verdict(page)).toHaveText("验证通过");
  await choose(receipt.replace(/index (\d+)/, (_all, index: string) => `index ${Number(index) - 1}`));
  await expectFailed(page, "included");
});
