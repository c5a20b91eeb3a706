// SPDX-License-Identifier: Apache-2.0
// The console on a slow telephone: when the largest piece of a page stands, how long a press or a
// key takes until it shows, and what the page weighs.
//   MINGCHA_PROGRAM=path node tools/phone.mjs [--runs=5]
// A processor at a quarter of this one's speed, 1.6 Mbit/s down, 0.75 up, 150 ms there and back.
import { chromium } from "@playwright/test";
import { logins, quantile, start, table } from "./program.mjs";

const runs = Number((process.argv.find((word) => word.startsWith("--runs=")) ?? "--runs=5").slice("--runs=".length));
const line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const slowdown = 4;

const { url, stop } = await start();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });

async function telephone() {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.measured = { largest: 0, presses: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.measured.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.interactionId) globalThis.measured.presses.push(entry.duration);
    }).observe({ type: "event", buffered: true, durationThreshold: 16 });
  });
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
  return { context, page, slow: async () => {
    await wire.send("Network.emulateNetworkConditions", line);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  }, bytes: () => bytes };
}

async function signIn(page, login) {
  const { password } = logins.find((each) => each.login === login);
  const answer = await page.request.post(`${url}/api/v1/session`, { data: { login, password } });
  if (answer.status() !== 201) throw new Error(`${login} cannot sign in: ${answer.status()}`);
}

async function type(page, selector) {
  await page.locator(selector).first().tap();
  await page.keyboard.type("abcdefgh", { delay: 120 });
}

/** Each with what makes it complete, and what a person then does there. */
const pages = (caseId) => [
  { name: "sign-in", path: "/", ready: "input[name=login]", act: (page) => type(page, "input[name=login]") },
  { name: "desk", login: "wanglei", path: "/", ready: "main .panel", act: (page) => page.locator(".frame-top button").first().tap() },
  { name: "case list", login: "wanglei", path: "/cases", ready: ".sheet tbody tr", act: (page) => type(page, "input[name=q]") },
  { name: "case", login: "wanglei", path: `/cases/${caseId}`, ready: ".stages li", act: (page) => page.locator(".tabs a").nth(1).tap() },
  { name: "form", login: "wanglei", path: "/cases/new/venue_recordings_not_kept", ready: ".field", act: (page) => type(page, "[data-field='report.place'] input") },
];

async function measure(one) {
  const { context, page, slow, bytes } = await telephone();
  try {
    if (one.login) await signIn(page, one.login);
    await slow();
    await page.goto(`${url}/console${one.path}`);
    await page.locator(one.ready).first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1500);
    const largest = await page.evaluate(() => globalThis.measured.largest);
    const weight = bytes();
    await one.act(page);
    await page.waitForTimeout(1000);
    const presses = await page.evaluate(() => globalThis.measured.presses);
    // What took less than 16 ms is not told.
    return { largest, weight, press: Math.max(16, ...presses) };
  } finally {
    await context.close();
  }
}

try {
  const request = await browser.newContext();
  const page = await request.newPage();
  await signIn(page, "wanglei");
  const { cases } = await (await page.request.get(`${url}/api/v1/cases?limit=1`)).json();
  await request.close();
  const rows = [];
  for (const one of pages(cases[0].case)) {
    const all = [];
    for (let run = 0; run < runs; ++run) all.push(await measure(one));
    const figure = (name, share) => Math.round(quantile(all.map((each) => each[name]), share));
    rows.push([one.name, figure("largest", 0.5), figure("largest", 1), figure("press", 0.5), figure("press", 1), (figure("weight", 0.5) / 1024).toFixed(0)]);
  }
  table(["page, first visit", "LCP ms", "worst", "press ms", "worst", "KB"], rows);
} finally {
  await browser.close();
  await stop();
}
