// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { asRecorded, toYuan } from "./typed.ts";

test("a document number typed on any keyboard is the one recorded", () => {
  const recorded = "云公（治）行罚决字〔2026〕8号";
  for (const typed of [recorded, "云公(治)行罚决字[2026]8号", "云公（治）行罚决字（2026）8号", " 云公（治）行罚决字【2026】 8 号 "]) {
    assert.equal(asRecorded("document_number", typed), recorded);
  }
  assert.notEqual(asRecorded("document_number", "云公（治）行罚决字〔2026〕9号"), recorded);
});

test("amounts and whole numbers are read as they stand on paper", () => {
  assert.equal(asRecorded("integer", "1,000元"), "1000");
  assert.equal(asRecorded("integer", "30天"), "30");
  assert.equal(asRecorded("integer", "030"), "30");
  assert.equal(asRecorded("fen", "3,000.5"), "300050");
  assert.equal(asRecorded("text", "星河量贩歌厅"), "星河量贩歌厅");
  for (const typed of ["三十", "3.5", "-3", "1e3", ""]) assert.equal(asRecorded("integer", typed), undefined, typed);
  for (const typed of ["3.505", "abc", ""]) assert.equal(asRecorded("fen", typed), undefined, typed);
});

test("an amount is shown again as it was typed", () => {
  assert.equal(toYuan("300050"), "3000.50");
  assert.equal(toYuan("300000"), "3000");
  assert.equal(toYuan(""), "");
});
