// SPDX-License-Identifier: Apache-2.0
// What the page of a review does to show what changed since the draft that was reviewed last: finds
// the changes (web/console/kit/text_changes.ts) and lays them out as its reader sees them.
//   node bench/text_changes.mjs [--pages=30] [--runs=20]
// In Chromium, since it is done there. Beside it GNU diff with a word a line, as the page cuts words,
// and git diff --word-diff by the character, each with the start of its process.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantile, root, table } from "../web/tools/program.mjs";

const { chromium } = createRequire(join(root, "web", "package.json"))("@playwright/test");
const { build } = createRequire(join(root, "web", "package.json"))("esbuild");
const option = (name, usual) => Number((process.argv.find((word) => word.startsWith(`--${name}=`)) ?? `=${usual}`).split("=")[1]);
const [pages, runs] = [option("pages", 30), option("runs", 20)];
const onPage = 700;  // Characters of a full A4 page.
const aimMs = 200;
/** Nothing is begun again after so long, and a view that takes longer than the other is given up. */
const [enoughMs, patienceMs] = [10_000, 60_000];

/** Numbers that look random and are the same each time. */
let drawn = 20260302;
function below(count) {
  drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0;
  return Math.floor((drawn / 2 ** 32) * count);
}

/** The paragraphs of the packs' statutes, one after another, each once. */
async function statutes() {
  const paragraphs = new Set();
  for (const pack of ["public-security", "urban-management"]) {
    const folder = join(root, "packs", pack, "statutes");
    for (const name of (await readdir(folder)).sort()) {
      for (const [, line] of (await readFile(join(folder, name), "utf8")).matchAll(/^ {4}(\S.*)$/gm)) paragraphs.add(line);
    }
  }
  return [...paragraphs].join("\n");
}

/** So many places changed: words taken out, put in, or other ones put in their place. */
function edited(text, count) {
  const places = Array.from({ length: count }, () => below(text.length - 12)).sort((one, other) => other - one);
  let out = text;
  for (const [turn, at] of places.entries()) {
    const taken = turn % 3 === 1 ? 0 : 1 + below(6);
    const from = below(text.length - 12);
    const put = turn % 3 === 0 ? "" : text.slice(from, from + 1 + below(12));
    out = out.slice(0, at) + put + out.slice(at + taken);
  }
  return out;
}

/** The page's own code with a place to show what it finds, the way paper_text.vue does. */
async function bundle() {
  const { outputFiles } = await build({
    stdin: { resolveDir: join(root, "web", "console"), contents: `
      import { createApp, h, nextTick, shallowRef } from "vue";
      import { changesBetween } from "./kit/text_changes.ts";
      const pieces = shallowRef([]);
      const tags = { added: "ins", removed: "del", same: "span" };
      createApp({ render: () => h("pre", pieces.value.map(({ kind, text }, key) => h(tags[kind], { key, class: kind }, text))) }).mount("#paper");
      globalThis.view = async (before, after) => {
        const began = performance.now();
        const found = changesBetween(before, after);
        const marked = performance.now();
        pieces.value = found;
        await nextTick();
        const height = document.querySelector("pre").getBoundingClientRect().height;
        const whole = (without) => found.filter((piece) => piece.kind !== without).map((piece) => piece.text).join("");
        const times = { mark: marked - began, layOut: performance.now() - marked };
        if (height === 0 || whole("added") !== before || whole("removed") !== after) throw new Error("the texts cannot be put together again");
        pieces.value = [];
        await nextTick();
        return { ...times, pieces: found.length };
      };` },
    bundle: true, write: false, format: "iife", define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" }, logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** How long it takes, again and again until it is enough: ms. */
async function timesOf(work) {
  const times = [];
  const until = performance.now() + enoughMs;
  while (times.length < runs && (times.length === 0 || performance.now() < until)) times.push(await work());
  return times;
}

/** ms from the start of a program to its end; it must find what differs, or that nothing does. */
function run(program, words, differs) {
  const began = performance.now();
  const { status, error } = spawnSync(program, words, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, LC_ALL: "C.UTF-8" } });
  if (error || status !== (differs ? 1 : 0)) throw error ?? new Error(`${program}: ended with ${status}`);
  return performance.now() - began;
}

const words = /\p{Script=Han}|\p{N}+|(?:(?!\p{Script=Han})\p{L})+|\s+|./gsu;
const half = (times) => quantile(times, 0.5).toFixed(1);

const corpus = await statutes();
const length = pages * onPage;
// The two texts may overlap a little: all there is are some sixty pages.
if (corpus.length < 1.9 * length) throw new Error(`the packs have ${corpus.length} characters, not two texts of ${length}`);
const before = corpus.slice(0, length);
const scattered = Math.ceil(pages * (10 / 3));
const questions = [
  ["nothing changed", before],
  [`${scattered} places changed`, edited(before, scattered)],
  [`${10 * scattered} places changed`, edited(before, 10 * scattered)],
  ["another text altogether", corpus.slice(-length)],
];

const style = "pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 15px/1.9 serif; max-height: 70vh; overflow-y: auto }";
const script = await bundle();
/** Views of these two texts in a browser of their own; none when the first one was given up. */
async function viewsOf(texts) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
  let timer;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.setContent(`<style>${style}</style><div id="paper"></div>`);
    await page.addScriptTag({ content: script });
    const giveUp = new Promise((resolve) => { timer = setTimeout(() => resolve([]), patienceMs); });
    const work = timesOf(() => page.evaluate(([one, other]) => globalThis.view(one, other), texts));
    work.catch(() => {});  // Of a browser that was closed on it.
    return await Promise.race([work, giveUp]);
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), "mingcha-changes-"));
try {
  const at = (name) => join(folder, name);
  const files = async (name, text) => {
    await writeFile(at(name), text);
    await writeFile(at(`${name}.words`), `${text.match(words).map((word) => word.replaceAll("\n", "␤")).join("\n")}\n`);
  };
  await files("before", before);
  const rows = [];
  const slow = [];
  for (const [name, after] of questions) {
    await files("after", after);
    const differs = before !== after;
    const views = await viewsOf([before, after]);
    const both = views.map((each) => each.mark + each.layOut);
    const diff = await timesOf(() => run("diff", [at("before.words"), at("after.words")], differs));
    const git = await timesOf(() => run("git", ["diff", "--no-index", "--word-diff=porcelain", "--word-diff-regex=.", at("before"), at("after")], differs));
    const marks = [half(diff), half(git)];
    if (!(quantile(both, 0.95) <= aimMs)) slow.push(name);
    rows.push(views.length === 0 ? [name, "given up", "", "", "", `> ${patienceMs}`, "", ...marks]
      : [name, views.length, views[0].pieces, half(views.map((each) => each.mark)), half(views.map((each) => each.layOut)),
        half(both), quantile(both, 0.95).toFixed(1), ...marks]);
  }
  process.stdout.write(`${pages} pages, ${length} characters; aim: a view within ${aimMs} ms\n`);
  table(["since the last round", "views", "pieces", "mark, ms", "lay out, ms", "view: p50", "p95", "GNU diff", "git diff"], rows);
  for (const name of slow) process.stdout.write(`above the aim: ${name}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
