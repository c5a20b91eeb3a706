// SPDX-License-Identifier: Apache-2.0
// How long a visitor waits for the verify page's answer: from "checking …" to the verdict, on this
// processor and on a slowed one; beside it what the page takes to stand when nothing is checked.
//   MINGCHA_PROGRAM=path node tools/check_time.mjs [--runs=9]
import { chromium } from "@playwright/test";
import { quantile, start, table } from "./program.mjs";

const runs = Number((process.argv.find((word) => word.startsWith("--runs=")) ?? "--runs=9").slice("--runs=".length));

const { url, stop } = await start();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });

async function addressOfCheck() {
  const page = await browser.newPage({ locale: "zh-CN" });
  await page.goto(`${url}/decisions`);
  await page.locator("main a[href^='/decisions/p']").first().click();
  const { length } = await page.locator(".paper").first().innerText();
  const href = await page.locator(".genuine .button").getAttribute("href");
  await page.close();
  return { address: url + href, characters: length };
}

/** Milliseconds from the navigation's start to what `ready` finds, and how many it was checking. */
async function measure(address, slowdown, ready) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  try {
    const page = await context.newPage();
    // Told by the page: what would ask it from outside takes part of the time that is measured.
    await page.addInitScript((selector) => {
      let began;
      const watch = new MutationObserver(() => {
        if (document.querySelector(".verdict")) began ??= performance.now();
        if (!document.querySelector(selector)) return;
        watch.disconnect();
        console.log(`measured ${JSON.stringify({ began, done: performance.now() })}`);
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    }, ready);
    const told = page.waitForEvent("console", { predicate: (said) => said.text().startsWith("measured "), timeout: 60_000 });
    const wire = await context.newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto(address);
    return JSON.parse((await told).text().slice("measured ".length));
  } finally {
    await context.close();
  }
}

try {
  const { address, characters } = await addressOfCheck();
  console.log(`a decision of ${characters} characters, ${runs} runs in fresh browsers, median and worst`);
  const rows = [];
  for (const slowdown of [1, 4, 6]) {
    const checks = [];
    const bare = [];
    for (let run = 0; run < runs; ++run) {
      const { began, done } = await measure(address, slowdown, ".verdict.good");
      checks.push(done - began);
      bare.push((await measure(`${url}/v`, slowdown, "#receipt")).done);
    }
    rows.push([`1/${slowdown}`, ...[checks, bare].flatMap((all) => [0.5, 1].map((share) => Math.round(quantile(all, share))))]);
  }
  table(["processor", "check ms", "worst", "page alone ms", "worst"], rows);
} finally {
  await browser.close();
  await stop();
}
