// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sampleText } from "../sample/log.ts";
import { type Bytes, toBase64Url } from "./bytes.ts";
import { commitmentOf, readTextProof } from "./text.ts";

const hash = (bytes: Bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()) as Bytes;
const seed = Buffer.from("0123456789abcdef");
const before = { pieces: [..."当事人"] };
const after = { pieces: [..."，罚款200元。"] };

test("the published vector", () => {
  // doc/reference/redaction.md and src/ledger/text_commitment_test.cpp have the same.
  const { proof, copy, commitment } = sampleText(seed, [before, { pieces: ["张小三"], as: "张某某" }, after]);
  assert.equal(commitment.toString("base64url"), "f-SgPg8DwLakdMYGYkzkhgWioczh5ypc8XD0cEOuMH4");
  const read = readTextProof(JSON.parse(JSON.stringify(proof)));
  assert(read);
  const found = commitmentOf(hash, read, copy);
  assert.equal(found && toBase64Url(found), "f-SgPg8DwLakdMYGYkzkhgWioczh5ypc8XD0cEOuMH4");
});

test("texts of many lengths, masked in many places", () => {
  for (let length = 1; length < 70; ++length) {
    const letters = Array.from({ length }, (_, at) => [..."a张é🚓"][(at * 7) % 4] as string);
    const first = Math.floor(length / 3);
    const second = Math.floor((2 * length) / 3);
    const parts = [{ pieces: letters.slice(0, first) }, { pieces: letters.slice(first, second), as: "" },
      { pieces: letters.slice(second) }].filter(({ pieces }) => pieces.length > 0);
    const { proof, copy, commitment } = sampleText(seed, parts);
    const read = readTextProof(proof);
    assert(read);
    assert.deepEqual(commitmentOf(hash, read, copy), new Uint8Array(commitment), `${length}`);
    assert.equal(commitmentOf(hash, read, `${copy}x`), undefined);
  }
});

test("what is no proof is refused, and hangs nothing", () => {
  for (const bad of [null, 3, "x", {}, { pieces: -1, parts: [] }, { pieces: 1e12, parts: [] },
    { pieces: 1, parts: [{}] },
    { pieces: 1, parts: [{ shown: true, characters: 1, pieces: 1, whole: [], nodes: ["AA"] }] },
    { pieces: 1, parts: [{ shown: true, characters: 1, pieces: 1, whole: [[0]], nodes: [] }] }]) {
    assert.equal(readTextProof(bad), undefined, JSON.stringify(bad));
  }
  const huge = readTextProof({ pieces: 1e9, parts: [{ shown: false, characters: 1, pieces: 1e9, whole: [], nodes: [] }] });
  assert(huge);
  assert.equal(commitmentOf(hash, huge, "x"), undefined);
  assert.equal(commitmentOf(hash, { pieces: 0, parts: [] }, ""), undefined);
});
