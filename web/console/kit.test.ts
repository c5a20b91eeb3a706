// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { bytePlaces } from "./kit/byte_places.ts";
import { changesBetween } from "./kit/text_changes.ts";

const changed = (before: string, after: string) => changesBetween(before, after).filter((piece) => piece.kind !== "same").map((piece) => `${piece.kind} ${piece.text}`);

test("a changed number is marked alone, without the word beside it", () => {
  assert.deepEqual(changed("\u4ec5\u7559\u5b583\u65e5", "\u4ec5\u7559\u5b5814\u65e5"), ["removed 3", "added 14"]);
});

test("Chinese is compared by the character, English by the word", () => {
  assert.deepEqual(changed("\u7f5a\u6b3e", "\u7f5a\u91d1"), ["removed \u6b3e", "added \u91d1"]);
  assert.deepEqual(changed("a warning", "a fine"), ["removed warning", "added fine"]);
});

test("both texts can be put together again from what is marked", () => {
  const [before, after] = ["one\n\u{20000} two 3", "two\n\u{20000}\u{20001} 33"];
  const pieces = changesBetween(before, after);
  assert.equal(pieces.filter((piece) => piece.kind !== "added").map((piece) => piece.text).join(""), before);
  assert.equal(pieces.filter((piece) => piece.kind !== "removed").map((piece) => piece.text).join(""), after);
});

test("a text with very many changes is held against the other paragraph by paragraph", () => {
  const paragraphs = Array.from({ length: 400 }, (_, place) => `${place} \u4ec5\u7559\u5b58${place}\u65e5\n`);
  const before = paragraphs.join("");
  const after = paragraphs.map((text, place) => place === 7 ? text : text.replace(/\d+\u65e5/, "x\u65e5")).join("") + "end";
  const pieces = changesBetween(before, after);
  assert.equal(pieces.filter((piece) => piece.kind !== "added").map((piece) => piece.text).join(""), before);
  assert.equal(pieces.filter((piece) => piece.kind !== "removed").map((piece) => piece.text).join(""), after);
  assert.equal(pieces.filter((piece) => piece.kind === "removed").length, 399);
  assert.deepEqual(pieces.slice(1, 3).map((piece) => piece.text), ["0", "x"]);
});

test("a text written anew is marked as a whole, at once", () => {
  const text = (from: number) => Array.from({ length: 20000 }, (_, place) => String.fromCodePoint(from + (place * 7919) % 5000)).join("");
  const [before, after] = [text(0x4e00), text(0x6e00)];
  assert.deepEqual(changesBetween(before, after), [{ kind: "removed", text: before }, { kind: "added", text: after }]);
});

test("words are found by the bytes where they stand", () => {
  const places = bytePlaces("\u8d3ex\u{20000}\u8d3ex");
  assert.deepEqual(places.find("\u8d3ex"), [{ begin: 0, end: 4 }, { begin: 8, end: 12 }]);
  assert.equal(places.slice(8, 12), "\u8d3ex");
  assert.deepEqual(places.find(""), []);
  assert.deepEqual(places.find("y"), []);
});
