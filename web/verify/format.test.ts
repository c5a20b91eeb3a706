// SPDX-License-Identifier: Apache-2.0
// The published vectors of the formats. None of them was made by this code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bytes, fromBase64, fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from "./bytes.ts";
import { disclosure, disclosureDigest, paddedCount, parseLeaf, publicationCommitment, recordRoot,
  salt } from "./leaf.ts";
import { leafHash, rootOf, verifyInclusion } from "./merkle.ts";
import { checkCosignature, checkSignature, parseCheckpoint, parseNote, parsePolicy, parseVerifier } from "./note.ts";
import { loadPrimitives } from "./primitives.ts";
import { parseReceipt } from "./receipt.ts";
import { tileName, tilePath } from "./tiles.ts";

const crypto = await loadPrimitives(globalThis.crypto.subtle);
const hex = (text: string) => fromHex(text) as Bytes;
const range = (from: number, count: number) => Uint8Array.from({ length: count }, (_, at) => from + at);

const leaf171 =
  '{"at":"2026-11-23T04:05:06Z","eid":"AAECAwQFBgcICQoLDA0ODw","org":"11510100000000000X",' +
  '"root":"rVqrLfW-KJdaSpz3BrgYfasjagfduW4JpsRm9KhIrfE","type":"decision.made","v":"1"}';
const logVkey = "log.example/aelog+3fedd4fe+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
const witnessVkey = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
const checkpoint =
  "log.example/aelog\n2\nmoBGEb3O52i4ZccDYrC6LbvrE0xWRhS39nqYceEdeic=\n\n" +
  "\u2014 log.example/aelog P+3U/qsglMgGqUkWmIRZ7XsLn8NfF1ykWNJT3R+D2/IDIv8XrTSqNNCzcBn85gxNjGtScU8iKwAxWitcKunAldzkbQ4=\n" +
  "\u2014 witness.example/w1 IDJKvgAAAABlU/EAkzXRBiOtwPW3Zew23n7mCZoI0yXYXmXYsNMDnMv6cDV1P/DEFJNFNdwrlIceEoTXgxdKlISi/R6lopY4aOf+CA==\n";

test("roots of the RFC 6962 test leaves", async () => {
  const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"];
  const roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];
  const hashes = await Promise.all(leaves.map((each) => leafHash(crypto, hex(each))));
  for (const [size, root] of roots.entries()) {
    assert.equal(toHex(await rootOf(crypto, hashes.slice(0, size))), root, `size ${size}`);
  }
});

for (const subtle of [globalThis.crypto.subtle, undefined]) {
  const where = subtle ? "in the browser's cryptography" : "in the bundled cryptography";
  test(`signed-note vector ${where}`, async () => {
    const own = await loadPrimitives(subtle);
    const vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const verifier = await parseVerifier(own, vkey);
    const payload = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";
    const raw = `This is an example message.\n\n\u2014 example.com/foo ${payload}\n`;
    const note = parseNote(raw);
    assert(verifier && note);
    assert.equal(await checkSignature(own, note, verifier), "valid");
    const changed = parseNote(raw.replace("example message", "exemplary message"));
    assert(changed);
    assert.equal(await checkSignature(own, changed, verifier), "wrong");
    const other = { ...verifier, name: "example.com/bar" };
    assert.equal(await checkSignature(own, note, other), "missing");
    assert.equal(await parseVerifier(own, vkey.replace("530d903a", "530d903b")), undefined);
  });

  test(`checkpoint, cosignature and policy vector ${where}`, async () => {
    const own = await loadPrimitives(subtle);
    const parsed = parseCheckpoint(checkpoint);
    const log = await parseVerifier(own, logVkey);
    const witness = await parseVerifier(own, witnessVkey);
    assert(parsed && log && witness);
    assert.equal(parsed.size, 2);
    assert.equal(await checkSignature(own, parsed.note, log), "valid");
    assert.deepEqual(await checkCosignature(own, parsed.note, witness), { state: "valid", at: 1700000000 });
    const later = parseCheckpoint(checkpoint.replace("IDJKvgAAAABlU/EA", "IDJKvgAAAABlU/EB"));
    assert(later);
    assert.equal((await checkCosignature(own, later.note, witness)).state, "wrong");
  });

  test(`salts and roots of a record ${where}`, async () => {
    const own = await loadPrimitives(subtle);
    const recordKey = range(0, 32);
    const name = await salt(own, recordKey, "party_name");
    assert.equal(toBase64Url(name), "92Df-WqfCMK0WK4ePwU8hg");
    const text = disclosure(name, "party_name", "张三");
    assert.equal(text, "WyI5MkRmLVdxZkNNSzBXSzRlUHdVOGhnIiwicGFydHlfbmFtZSIsIuW8oOS4iSJd");
    assert.equal(toHex(await disclosureDigest(own, text)),
      "2c81dbf244010a2b7972d7842d354802f7b5b7173d271e31a2f457267a8572f5");
    const values = new Map([["case_no", "川A罚〔2026〕1号"], ["party_name", "张三"],
      ["party_id", "510101199001010011"], ["fine_cents", "20000"], ["decided_on", "2026-11-20"]]);
    assert.equal(toHex(await recordRoot(own, recordKey, values)),
      "ad5aab2df5be28975a4a9cf706b8187dab236a07ddb96e09a6c466f4a848adf1");
    values.set("fine_cents", "20001");
    assert.notEqual(toHex(await recordRoot(own, recordKey, values)),
      "ad5aab2df5be28975a4a9cf706b8187dab236a07ddb96e09a6c466f4a848adf1");
  });
}

test("RFC 9901's own digest of a disclosure", async () => {
  const text = toBase64Url(utf8('["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]'));
  assert.equal(toBase64Url(await disclosureDigest(crypto, text)), "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
});

test("one field leads to the root of its record", async () => {
  const digest = hex("2c81dbf244010a2b7972d7842d354802f7b5b7173d271e31a2f457267a8572f5");
  const path = ["2dd6d0b4877e5e4b3fdff43bb739f5d03adc15753aa41ba3376202c650b31978",
    "4362b0207e378b3e7f4cb1fc5b1fe3da31f6b4ec7004663d798ba5e03a79bbf8",
    "8d1477f31e6f42abd96976834bb12fbc1900bbd760b885acce434b453870e9ef"].map(hex);
  const root = hex("ad5aab2df5be28975a4a9cf706b8187dab236a07ddb96e09a6c466f4a848adf1");
  const leaf = await leafHash(crypto, digest);
  assert.equal(await verifyInclusion(crypto, 2, 8, leaf, path, root), true);
  assert.equal(await verifyInclusion(crypto, 3, 8, leaf, path, root), false);
});

test("the leaf vector, and what is not a leaf", async () => {
  const leaf = parseLeaf(utf8(leaf171));
  assert(leaf);
  assert.equal(leaf.type, "decision.made");
  assert.equal(leaf.at.toISOString(), "2026-11-23T04:05:06.000Z");
  assert.equal(toHex(await leafHash(crypto, utf8(leaf171))),
    "66a95960bef1b7f618aa899ed4aadf6cb56a3818425778ea415a507551b4ddd9");
  const wrong = {
    "another version": leaf171.replace('"v":"1"', '"v":"2"'),
    "white space": leaf171.replace(",", ", "),
    "a number": leaf171.replace('"v":"1"', '"v":1'),
    "a key twice": leaf171.replace('"v":"1"', '"v":"1","v":"1"'),
    "an unknown key": leaf171.replace('"v":"1"', '"v":"1","z":"1"'),
    "keys out of order": leaf171.replace('"type":"decision.made","v":"1"', '"v":"1","type":"decision.made"'),
    "a reference without hash": leaf171.replace('"root"', '"ref":"1","root"'),
    "a month that is none": leaf171.replace("-11-", "-13-"),
    "not JSON": leaf171.slice(1),
  };
  for (const [what, text] of Object.entries(wrong)) assert.equal(parseLeaf(utf8(text)), undefined, what);
});

test("the commitment to a published document", async () => {
  const document = utf8("public redacted decision text\n");
  assert.equal(toBase64Url(await publicationCommitment(crypto, range(0, 16), document)),
    "htdarslhI3cdD8avJjXA8P3ZVZ2onb-iog2PupzfCDs");
});

test("the receipt vector: index, path and checkpoint belong together", async () => {
  const file = `c2sp.org/tlog-proof@v1\nindex 0\nqU3U08LG0lSMpOVg1ycnurXXlVABkfW4VXkTDdOxRgM=\n\n${checkpoint}`;
  const receipt = parseReceipt(file);
  assert(receipt);
  const leaf = await leafHash(crypto, utf8(leaf171));
  const { size, root } = receipt.checkpoint;
  assert.equal(await verifyInclusion(crypto, receipt.index, size, leaf, receipt.proof, root), true);
  assert.equal(parseReceipt(file.replace("@v1", "@v2")), undefined);
  assert.equal(parseReceipt(file.replace("index 0", "index 00")), undefined);
  assert.equal(parseReceipt(file.replace("qU3U", "qU3")), undefined);
});

test("what is not a signed note", () => {
  for (const raw of ["", "text\n", "text\n\nno dash\n", checkpoint.slice(0, -1), checkpoint.replace("\n2\n", "\n2\r\n"),
    checkpoint.replace("\u2014 log", "- log"), checkpoint.replace("kbQ4=", "kbQ4")]) {
    const note = parseNote(raw);
    assert(note === undefined, JSON.stringify(raw));
  }
  assert.equal(parseCheckpoint(checkpoint.replace("\n2\n", "\n02\n")), undefined);
  assert.equal(parseCheckpoint(checkpoint.replace("moBG", "mo==")), undefined);
});

test("a policy names the log, and who is enough", async () => {
  const base = `# ours\nlog ${logVkey}\nwitness w1 ${witnessVkey}\n`;
  const any = await parsePolicy(crypto, `${base}group all-of all w1\nquorum all-of\n`);
  assert(any);
  assert.equal(any.satisfied(new Set()), false);
  assert.equal(any.satisfied(new Set(["w1"])), true);
  const none = await parsePolicy(crypto, `${base}quorum none\n`);
  assert.equal(none?.satisfied(new Set()), true);
  for (const bad of [base, `${base}quorum w2\n`, `${base}group g 2 w1\nquorum g\n`, `${base}quorum none\nquorum w1\n`,
    `${base}surprise\nquorum none\n`, "quorum none\n"]) {
    assert.equal(await parsePolicy(crypto, bad), undefined, bad);
  }
});

test("paths of tiles", () => {
  assert.equal(tileName(1234067), "x001/x234/067");
  assert.equal(tilePath("entries", 0, 256), "tile/entries/000");
  assert.equal(tilePath("entries", 0, 255), "tile/entries/000.p/255");
  assert.equal(tilePath("entries", 123456789, 256), "tile/entries/x123/x456/789");
  assert.equal(tilePath(15, 455667, 256), "tile/15/x455/667");
  assert.equal(tilePath(15, 123456789, 41), "tile/15/x123/x456/789.p/41");
});

test("strict encodings", () => {
  assert.equal(fromBase64("AA"), undefined);
  assert.equal(fromBase64("AB=="), undefined);
  assert.equal(fromBase64Url("AA=="), undefined);
  assert.equal(fromBase64Url("AB"), undefined);
  assert.deepEqual(fromBase64Url("AA"), new Uint8Array([0]));
  assert.equal(fromHex("0"), undefined);
  assert.deepEqual([5, 8, 9, 16, 17].map(paddedCount), [8, 8, 16, 16, 32]);
});
