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

test("words are found by the bytes where they stand", () => {
  const places = bytePlaces("\u8d3ex\u{20000}\u8d3ex");
  assert.deepEqual(places.find("\u8d3ex"), [{ begin: 0, end: 4 }, { begin: 8, end: 12 }]);
  assert.equal(places.slice(8, 12), "\u8d3ex");
  assert.deepEqual(places.find(""), []);
  assert.deepEqual(places.find("y"), []);
});
