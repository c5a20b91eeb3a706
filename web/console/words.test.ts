// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(process.cwd(), "console");
const chinese = /[\u3400-\u9fff\uff00-\uffef]/u;
/** Not sentences: the punctuation between two names that the server gave. */
const joiner = /["'`{}>（]?[、　：（），][^\u3400-\u9fff]?/gu;

function files(folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.(ts|vue)$/.test(path) ? [path] : [];
  });
}

const pages = files().filter((path) => !path.startsWith("words/") && !path.endsWith(".test.ts") && !path.endsWith("schema.d.ts"));
const catalogues = files("words").filter((path) => !path.endsWith("catalogue.ts"));
const entry = /^ {2}(\w+): \["((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\],$/gm;

function entries(path: string): { key: string; zh: string; en: string }[] {
  return [...readFileSync(join(root, path), "utf8").matchAll(entry)].map(([, key, zh, en]) => ({ key: key ?? "", zh: zh ?? "", en: en ?? "" }));
}

test("no Chinese stands outside the catalogues", () => {
  assert.ok(pages.length > 20);
  const found = pages.filter((path) => {
    const text = readFileSync(join(root, path), "utf8").replace(/^ *(\/\/|\*|\/\*|<!--).*$/gm, "");
    return chinese.test(text.replace(joiner, ""));
  });
  assert.deepEqual(found, []);
});

test("every line of a catalogue is an entry in both languages", () => {
  for (const path of catalogues) {
    const text = readFileSync(join(root, path), "utf8");
    const lines = text.split("\n").filter((line) => /^ {2}\w+:/.test(line)).length;
    assert.equal(entries(path).length, lines, path);
    assert.ok(lines > 0, path);
  }
});

test("no wording is empty, English has no Chinese in it, and both take the same values", () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const path of catalogues) {
    for (const { key, zh, en } of entries(path)) {
      const where = `${path} ${key}`;
      assert.ok(zh.trim() && en.trim(), where);
      assert.ok(!chinese.test(en) || key === "language", where);
      assert.deepEqual(holes(zh), holes(en), where);
    }
  }
});

test("every wording is used", () => {
  const all = pages.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
  const unused = catalogues.flatMap((path) => entries(path).filter(({ key }) => !new RegExp(`["']${key}["']`).test(all)).map(({ key }) => `${path} ${key}`));
  assert.deepEqual(unused, []);
});
