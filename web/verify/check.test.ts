// SPDX-License-Identifier: Apache-2.0
// Whole inquiries against a log made by other code, and each thing that can be wrong with it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SampleKey, SampleLog, commitment, disclosure, leafBytes, path, recordDigests, sampleText,
  treeHash } from "../sample/log.ts";
import { type Bytes, fromBase64 } from "./bytes.ts";
import { Inquiry } from "./check.ts";
import { type Request, parseFragment } from "./link.ts";
import type { Memory, Seen } from "./memory.ts";
import { consistencyProof, inclusionProof, leafHash, rootOf, verifyConsistency,
  verifyInclusion } from "./merkle.ts";
import type { Outcome, Reason, StepId } from "./outcome.ts";
import { loadPrimitives } from "./primitives.ts";
import type { Answer, World } from "./world.ts";

const crypto = await loadPrimitives(globalThis.crypto.subtle);
const bytes = (text: string | Buffer) => new Uint8Array(Buffer.from(text)) as Bytes;
const recordKey = Buffer.alloc(32, 7);
const documentSalt = Buffer.alloc(16, 9);
// The decision says 公示给贾流萤的文本; whoever it is about is masked.
const decided = sampleText(Buffer.alloc(16, 4),
  [{ pieces: ["公", "示"] }, { pieces: ["给", "贾流萤", "的"], as: "某" }, { pieces: ["文", "本", "\n"] }]);
const document = Buffer.from(decided.copy);
const values = { case_no: "云公（治）罚决字〔2026〕0017号", decided_on: "2026-03-02", fine_fen: "300000" };
const textDigest = Buffer.alloc(32, 5);
const recorded = { ...values, text_sha256: textDigest.toString("hex") };
const fieldsJson = JSON.stringify({
  "decision.made": [
    { name: "case_no", kind: "text", label: "文号", label_en: "Number" },
    { name: "decided_on", kind: "date", label: "日期", label_en: "Date" },
    { name: "fine_fen", kind: "fen", label: "罚款", label_en: "Fine" },
    { name: "days", kind: "integer", label: "天数", label_en: "Days", optional: true },
    { name: "text_sha256", kind: "document_digest", label: "全文", label_en: "Text" },
  ],
});

interface Story {
  log: SampleLog;
  review: number;
  decision: number;
  published: number;
  witness: SampleKey;
}

interface Changes {
  reviewAt?: string;
  major?: boolean;
  reviewType?: string;
  reviewHash?: Buffer;
  /** Decisions of before texts were committed to. */
  old?: boolean;
  /** What the decision says, where the published text says something else. */
  decided?: Buffer;
}

function story(changes: Changes = {}): Story {
  const log = new SampleLog(new SampleKey("log.sample/enforcement", Buffer.alloc(32, 1)));
  const filler = (count: number) => {
    for (let at = 0; at < count; ++at) log.add(Buffer.from(`filler ${log.entries.length}`));
  };
  filler(260);
  const at = { review: "2026-02-27T08:00:00Z", decision: "2026-03-02T01:05:00Z", published: "2026-03-05T02:00:00Z" };
  const review = log.add(leafBytes({
    at: changes.reviewAt ?? at.review, type: changes.reviewType ?? "review.done",
    recordKey: Buffer.alloc(32, 6), values: { opinion: "pass" },
  }));
  filler(300);
  const reference = { index: review.index, hash: changes.reviewHash ?? review.hash };
  const decision = log.add(leafBytes({
    at: at.decision, type: "decision.made", recordKey, values: recorded,
    ...(changes.old ? {} : { pub: changes.decided ?? decided.commitment }),
    ...(changes.major === false ? {} : { ref: reference }),
  }));
  filler(30);
  const published = log.add(leafBytes({
    at: at.published, type: "decision.published", recordKey: Buffer.alloc(32, 8), values: { channel: "portal" },
    pub: commitment(documentSalt, document), ref: decision,
  }));
  filler(100);
  const witness = new SampleKey("witness.sample/court", Buffer.alloc(32, 2), 4);
  return { log, review: review.index, decision: decision.index, published: published.index, witness };
}

class Remembered implements Memory {
  readonly seen = new Map<string, Seen>();
  recall(origin: string) { return this.seen.get(origin); }
  remember(origin: string, seen: Seen) { this.seen.set(origin, seen); }
}

type Files = Map<string, Buffer>;

const proofOf = (index: number, text: unknown = decided.proof) =>
  ({ index, salt: documentSalt.toString("base64url"), ...(text === null ? {} : { text }) });

function filesOf({ log, witness, published }: Story, size?: number): Files {
  const files: Files = new Map();
  for (const [name, content] of log.files(size)) files.set(`/log/${name}`, content);
  files.set("/log/checkpoint", Buffer.from(log.checkpoint(size, witness, 1772676000)));
  files.set("/log/policy", Buffer.from(`log ${log.key.vkey}\nwitness w ${witness.vkey}\nquorum w\n`));
  files.set("/log/fields.json", Buffer.from(fieldsJson));
  files.set("/decisions/d1/document", document);
  files.set("/decisions/d1/proof.json", Buffer.from(JSON.stringify(proofOf(published))));
  return files;
}

function world(files: Files, typed: Record<string, string> = { ...values, days: "" }, memory: Memory = new Remembered()): World {
  return {
    crypto,
    memory,
    async get(name): Promise<Answer> {
      const body = files.get(name);
      const headers: Record<string, string> = {
        "Content-Type": "text/plain; charset=utf-8",
      };
      const status = Number(files.get(`status ${name}`) ?? (body ? 200 : 404));
      if (status === 0) throw new TypeError("network");
      return { status, body: new Uint8Array(body ?? []), header: (key) => headers[key] ?? null };
    },
    show() {},
    async ask() { return new Map(Object.entries(typed)); },
  };
}

const paperOf = ({ log, decision }: Story): Request => ({
  kind: "paper", keyId: log.key.id.toString("hex"), index: decision, recordKey: bytes(recordKey),
  documentDigest: textDigest.toString("base64url"),
});
const publishedOf = ({ log }: Story): Request => ({
  kind: "published", id: "d1", keyId: log.key.id.toString("hex"),
});

const proved = (files: Files, proof: unknown) =>
  files.set("/decisions/d1/proof.json", Buffer.from(JSON.stringify(proof)));

function assertPassed(outcome: Outcome, absent: StepId[] = []) {
  assert.deepEqual(outcome.steps.map(({ id, state, reason }) => ({ id, state, reason })),
    outcome.steps.map(({ id }) => ({ id, state: absent.includes(id) ? "absent" : "passed", reason: undefined })));
}

function assertFailed(outcome: Outcome, step: StepId, reason: Reason) {
  const failed = outcome.steps.filter(({ state }) => state === "failed");
  assert.deepEqual(failed.map(({ id, reason: why }) => [id, why]), [[step, reason]]);
  assert.equal(outcome.verdict, "refuted");
}

describe("a genuine record", () => {
  const it = story();

  test("a paper with its values is genuine", async () => {
    const outcome = await new Inquiry(world(filesOf(it))).run(paperOf(it));
    assertPassed(outcome);
    assert.equal(outcome.verdict, "genuine");
  });

  test("a published decision is genuine, and its review came before", async () => {
    const outcome = await new Inquiry(world(filesOf(it))).run(publishedOf(it));
    assertPassed(outcome);
    assert.equal(outcome.verdict, "genuine");
    assert.equal(outcome.document, "公示某文本\n");
    const masks = outcome.steps.find(({ id }) => id === "redaction")?.facts.find(({ label }) => label === "masks");
    assert.equal(masks?.value, "1");
    const grounds = (result: Outcome) => result.steps.map(({ ground }) => ground).filter((ground) => ground);
    assert.deepEqual(grounds(outcome), ["key_linked", "witnessed", "history_first"]);
    const memory = new Remembered();
    const unlinked: Request = { kind: "published", id: "d1" };
    const first = await new Inquiry(world(filesOf(it), values, memory)).run(unlinked);
    assert.deepEqual(grounds(first), ["key_first", "witnessed", "history_first"]);
    const second = await new Inquiry(world(filesOf(it), values, memory)).run(unlinked);
    assert.deepEqual(grounds(second), ["key_seen", "witnessed", "history_seen"]);
    const facts = outcome.steps.find(({ id }) => id === "review")?.facts ?? [];
    assert(facts.some(({ label, value }) => label === "review_index" && value === String(it.review)));
  });

  test("nothing is asked for twice, and nothing that is not there", async () => {
    const files = filesOf(it);
    const asked: string[] = [];
    const plain = world(files);
    const listening = { ...plain, get: (name: string) => { asked.push(name); return plain.get(name); } };
    await new Inquiry(listening).run(publishedOf(it));
    assert.equal(new Set(asked).size, asked.length, asked.join(" "));
    assert.deepEqual(asked.filter((name) => !files.has(name)), []);
  });

  test("a decision that was not major says that no review is on record", async () => {
    const minor = story({ major: false });
    const outcome = await new Inquiry(world(filesOf(minor))).run(publishedOf(minor));
    assertPassed(outcome, ["review"]);
    assert.equal(outcome.verdict, "genuine");
  });

  test("a decision of before texts were committed to says that its masks cannot be checked", async () => {
    const old = story({ old: true });
    const outcome = await new Inquiry(world(filesOf(old))).run(publishedOf(old));
    assertPassed(outcome, ["redaction"]);
    assert.equal(outcome.verdict, "genuine");
  });

  test("a full receipt of eight fields is genuine", async () => {
    const eight: Record<string, string> = {};
    for (let at = 0; at < 8; ++at) eight[`field_${at}`] = `value ${at}`;
    const log = new SampleLog(it.log.key);
    const entry = leafBytes({ at: "2026-03-02T01:05:00Z", type: "evidence.accepted", recordKey, values: eight });
    const { index } = log.add(entry);
    const disclosures = Object.entries(eight).map(([name, value]) => disclosure(recordKey, name, value));
    const files = filesOf({ ...it, log });
    const request = (list: string[]): Request => ({ kind: "receipt", text: log.receipt(index, list.join("~")) });
    const outcome = await new Inquiry(world(files)).run(request(disclosures));
    assertPassed(outcome, ["review"]);
    assert.equal(outcome.verdict, "genuine");

    const forged = [disclosure(recordKey, "field_0", "another"), ...disclosures.slice(1)];
    assertFailed(await new Inquiry(world(files)).run(request(forged)), "unchanged", "disclosure_wrong");
  });

  test("a receipt with one chosen field, made when the log was shorter", async () => {
    const digests = recordDigests(recordKey, recorded);
    const text = disclosure(recordKey, "fine_fen", values.fine_fen);
    const own = await crypto.sha256(bytes(text));
    const at = digests.findIndex((digest) => digest.equals(Buffer.from(own)));
    const way = path(at, digests).map((hash) => hash.toString("base64url"));
    const extra = JSON.stringify({ d: [[text, at, way]], n: digests.length });
    const receipt = it.log.receipt(it.decision, extra, it.decision + 5);
    const outcome = await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: receipt });
    assertPassed(outcome);
    const twice = JSON.stringify({ d: [[text, at, way], [text, at, way]], n: digests.length });
    const doubled = it.log.receipt(it.decision, twice, it.decision + 5);
    assertFailed(await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: doubled }), "unchanged", "disclosure_wrong");
    const forged = extra.replace(text, disclosure(recordKey, "fine_fen", "1"));
    const other = it.log.receipt(it.decision, forged, it.decision + 5);
    assertFailed(await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: other }), "unchanged", "disclosure_wrong");
  });

  test("a receipt of a publication leads to the review by way of the decision", async () => {
    const receipt = it.log.receipt(it.published);
    const outcome = await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: receipt });
    assert.equal(outcome.steps.find(({ id }) => id === "review")?.state, "passed");
    assert.equal(outcome.verdict, "partial");
    const late = story({ reviewAt: "2026-03-03T00:00:00Z" });
    const text = late.log.receipt(late.published);
    assertFailed(await new Inquiry(world(filesOf(late))).run({ kind: "receipt", text }), "review", "time_order_wrong");
  });

  test("a receipt that shows no content is only partly checked", async () => {
    for (const extra of ["", '{"d":[],"leaf":"{}","n":8}']) {
      const receipt = it.log.receipt(it.decision, extra);
      const outcome = await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: receipt });
      assert.equal(outcome.verdict, "partial");
    }
  });

  test("a log that grew since the last visit is consistent, and one that lags behind is too", async () => {
    const memory = new Remembered();
    const request = publishedOf(it);
    for (const size of [it.published + 3, undefined, it.published + 50]) {
      const outcome = await new Inquiry(world(allTiles(it, size), values, memory)).run(request);
      assertPassed(outcome);
    }
    assert.equal(memory.recall(it.log.key.name)?.size, it.log.entries.length);
  });
});

// A server that lags in its checkpoint has the tiles of both sizes.
function allTiles(it: Story, size?: number): Files {
  return new Map([...filesOf(it), ...filesOf(it, size)]);
}

interface Tamper {
  what: string;
  change(files: Files, it: Story): void;
  step: StepId;
  reason: Reason;
  typed?: Record<string, string>;
  of?: "paper";
  story?: Changes;
}

function flip(files: Files, name: string, at: number) {
  const copy = Buffer.from(files.get(name) as Buffer);
  copy[at] = (copy[at] as number) ^ 1;
  files.set(name, copy);
}

const partial = (files: Files, prefix: string) =>
  [...files.keys()].filter((name) => name.startsWith(`/log/tile/${prefix}`)).sort();

const tampers: Tamper[] = [
  { what: "the document", step: "unchanged", reason: "document_differs", change: (files) => flip(files, "/decisions/d1/document", 0) },
  { what: "a value typed from the paper", step: "unchanged", reason: "values_differ", of: "paper",
    typed: { ...values, fine_fen: "30000" }, change: () => {} },
  { what: "a value that is not on the paper", step: "unchanged", reason: "values_differ", of: "paper",
    typed: { ...values, days: "3" }, change: () => {} },
  { what: "the record type's fields", step: "unchanged", reason: "fields_unknown", of: "paper",
    change: (files) => files.set("/log/fields.json", Buffer.from("{}")) },
  { what: "the entry in its bundle", step: "included", reason: "not_included",
    change: (files, it) => {
      const name = partial(files, "entries/002")[0] as string;
      flip(files, name, (files.get(name) as Buffer).indexOf(it.log.entries[it.published] as Buffer) + 8);
    } },
  { what: "a hash tile", step: "included", reason: "not_included", change: (files) => flip(files, partial(files, "0/002")[0] as string, 32 * 70) },
  { what: "a tile of the upper level", step: "included", reason: "not_included", change: (files) => flip(files, partial(files, "1/000")[0] as string, 3) },
  { what: "a tile cut short", step: "included", reason: "log_broken",
    change: (files) => { const name = partial(files, "0/002")[0] as string; files.set(name, (files.get(name) as Buffer).subarray(0, 32)); } },
  { what: "a missing bundle", step: "included", reason: "log_broken", change: (files) => files.delete(partial(files, "entries/002")[0] as string) },
  { what: "the root in the checkpoint", step: "signature", reason: "signature_wrong",
    change: (files) => { const text = String(files.get("/log/checkpoint")); const root = text.split("\n")[2] as string;
      files.set("/log/checkpoint", Buffer.from(text.replace(root, Buffer.alloc(32, 3).toString("base64")))); } },
  { what: "a checkpoint without the log's signature", step: "signature", reason: "signature_missing",
    change: (files, it) => { const text = it.log.text(); files.set("/log/checkpoint", Buffer.from(`${text}\n${it.witness.cosign(text, 5)}`)); } },
  { what: "a checkpoint without the witness", step: "signature", reason: "witnesses_missing",
    change: (files, it) => files.set("/log/checkpoint", Buffer.from(it.log.checkpoint())) },
  { what: "a cosignature", step: "signature", reason: "witness_wrong",
    change: (files, it) => { const text = it.log.text();
      files.set("/log/checkpoint", Buffer.from(`${text}\n${it.log.key.line(text)}${it.witness.cosign(`x${text}`, 5)}`)); } },
  { what: "a checkpoint of another log", step: "signature", reason: "origin_differs",
    change: (files, it) => { const text = it.log.text().replace(it.log.key.name, "log.other/x");
      files.set("/log/checkpoint", Buffer.from(`${text}\n${it.log.key.line(text)}`)); } },
  { what: "another key in the policy", step: "key", reason: "key_differs",
    change: (files) => files.set("/log/policy", Buffer.from(`log ${new SampleKey("log.sample/enforcement", Buffer.alloc(32, 5)).vkey}\nquorum none\n`)) },
  { what: "a policy that is none", step: "key", reason: "policy_malformed", change: (files) => files.set("/log/policy", Buffer.from("<html>")) },
  { what: "an index beyond the log", step: "included", reason: "index_beyond", change: (files) => proved(files, proofOf(99999)) },
  { what: "no index at all", step: "included", reason: "index_beyond", change: (files) => proved(files, { salt: "" }) },
  { what: "the index of another entry", step: "included", reason: "leaf_malformed", change: (files) => proved(files, proofOf(3)) },
  { what: "the index of a record of another type", step: "unchanged", reason: "wrong_type", change: (files, it) => proved(files, proofOf(it.decision)) },
  { what: "a review after the decision", step: "review", reason: "time_order_wrong", story: { reviewAt: "2026-03-03T00:00:00Z" }, change: () => {} },
  { what: "a reference to what is no review", step: "review", reason: "wrong_type", story: { reviewType: "evidence.accepted" }, change: () => {} },
  { what: "a reference with another hash", step: "review", reason: "reference_differs", story: { reviewHash: Buffer.alloc(32, 4) }, change: () => {} },
  { what: "a published text that says other than the decision", step: "redaction", reason: "redaction_differs",
    story: { decided: sampleText(Buffer.alloc(16, 4), [{ pieces: [..."公示给贾流萤的真本\n"] }]).commitment }, change: () => {} },
  { what: "a mask that claims to hide less", step: "redaction", reason: "redaction_differs",
    change: (files, it) => proved(files, proofOf(it.published, sampleText(Buffer.alloc(16, 4),
      [{ pieces: ["公", "示"] }, { pieces: ["某"] }, { pieces: ["文", "本", "\n"] }]).proof)) },
  { what: "a proof of masks that is none", step: "redaction", reason: "redaction_differs",
    change: (files, it) => proved(files, proofOf(it.published, { pieces: 2, parts: [{ shown: true }] })) },
  { what: "no proof of the masks", step: "redaction", reason: "redaction_missing",
    change: (files, it) => proved(files, proofOf(it.published, null)) },
  { what: "a withdrawn decision", step: "unchanged", reason: "withdrawn", change: (files) => files.set("status /decisions/d1/document", Buffer.from("410")) },
  { what: "a decision never published", step: "unchanged", reason: "not_published", change: (files) => files.delete("/decisions/d1/document") },
];

describe("each thing that is wrong is named", () => {
  for (const { what, change, step, reason, typed, of, story: changes } of tampers) {
    test(what, async () => {
      const it = story(changes);
      const files = filesOf(it);
      change(files, it);
      const request = of === "paper" ? paperOf(it) : publishedOf(it);
      assertFailed(await new Inquiry(world(files, typed)).run(request), step, reason);
    });
  }

  test("a review entered after the decision that refers to it", async () => {
    const log = new SampleLog(new SampleKey("log.sample/enforcement", Buffer.alloc(32, 1)));
    const review = leafBytes({ at: "2026-03-02T01:05:00Z", type: "review.done", recordKey: Buffer.alloc(32, 6), values: {} });
    const hash = Buffer.from(await leafHash(crypto, bytes(review)));
    log.add(leafBytes({ at: "2026-03-02T01:05:00Z", type: "decision.made", recordKey, values: recorded, ref: { index: 1, hash } }));
    log.add(review);
    const late = { ...story(), log, decision: 0 };
    assertFailed(await new Inquiry(world(filesOf(late))).run(paperOf(late)), "review", "order_wrong");
  });

  test("a history that was rewritten since the last visit", async () => {
    const it = story();
    const memory = new Remembered();
    assertPassed(await new Inquiry(world(filesOf(it), values, memory)).run(publishedOf(it)));
    const other = story();
    other.log.entries[5] = Buffer.from("rewritten");
    assertFailed(await new Inquiry(world(filesOf(other), values, memory)).run(publishedOf(other)), "history", "history_rewritten");
    const longer = story();
    longer.log.entries[5] = Buffer.from("rewritten");
    longer.log.add(Buffer.from("one more"));
    assertFailed(await new Inquiry(world(filesOf(longer), values, memory)).run(publishedOf(longer)), "history", "history_rewritten");
  });

  test("a key that changed since the last visit, although the link says nothing", async () => {
    const it = story();
    const memory = new Remembered();
    memory.remember(it.log.key.name, { vkey: "another", size: 1, root: fromBase64(it.log.root(1).toString("base64")) as Bytes });
    const outcome = await new Inquiry(world(filesOf(it), values, memory)).run({ kind: "published", id: "d1" });
    assertFailed(outcome, "key", "key_changed");
  });

  test("a receipt from another history, and one with a wrong path", async () => {
    const it = story();
    const fork = story();
    fork.log.entries[7] = Buffer.from("another");
    const text = fork.log.receipt(it.decision);
    assertFailed(await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text }), "history", "receipt_history");
    const moved = it.log.receipt(it.decision).replace(`index ${it.decision}`, `index ${it.review}`);
    assertFailed(await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: moved }), "included", "proof_wrong");
    assertFailed(await new Inquiry(world(filesOf(it))).run({ kind: "receipt", text: "?" }), "key", "receipt_malformed");
  });

  for (const [status, reason] of [[0, "unreachable"], [503, "server_error"], [429, "too_many_requests"]] as const) {
    test(`a server that answers ${status} proves nothing`, async () => {
      const it = story();
      const files = filesOf(it);
      files.set("status /log/checkpoint", Buffer.from(String(status)));
      const outcome = await new Inquiry(world(files)).run(publishedOf(it));
      assert.equal(outcome.verdict, "unfinished");
      assert.equal(outcome.steps.find(({ id }) => id === "signature")?.reason, reason);
      assert(outcome.steps.every(({ state }) => state !== "failed"));
    });
  }
});

test("proofs made and checked by two algorithms agree for every size, and no changed bit passes", async () => {
  const leaves = Array.from({ length: 20 }, (_, at) => Buffer.from(`leaf ${at}`));
  const hashes = await Promise.all(leaves.map((each) => leafHash(crypto, bytes(each))));
  const range = async (from: number, to: number) => rootOf(crypto, hashes.slice(from, to));
  for (let size = 1; size <= leaves.length; ++size) {
    const root = await range(0, size);
    assert(Buffer.from(root).equals(treeHash(leaves.slice(0, size))));
    for (let at = 0; at < size; ++at) {
      const leaf = hashes[at] as Bytes;
      const proof = await inclusionProof(at, 0, size, range);
      const good = (index: number, n: number, way: Bytes[]) => verifyInclusion(crypto, index, n, leaf, way, root);
      assert.equal(await good(at, size, proof), true);
      assert.equal(await good(at, size, [...proof, root]), false);
      if (size > 1) assert.equal(await good((at + 1) % size, size, proof), false);
      if (proof.length > 0) assert.equal(await good(at, size, proof.slice(1)), false);
      for (let which = 0; which < proof.length; ++which) {
        const bad = proof.map((hash) => hash.slice());
        (bad[which] as Bytes)[at] = ((bad[which] as Bytes)[at] as number) ^ 128;
        assert.equal(await good(at, size, bad), false);
      }
      const old = at + 1;
      const oldRoot = await range(0, old);
      const consistent = await consistencyProof(old, size, range);
      assert.equal(await verifyConsistency(crypto, old, size, oldRoot, root, consistent), true);
      if (old === size) continue;
      assert.equal(await verifyConsistency(crypto, old, size, root, root, consistent), false);
      assert.equal(await verifyConsistency(crypto, old, size, oldRoot, oldRoot, consistent), false);
      assert.equal(await verifyConsistency(crypto, old, size, oldRoot, root, [...consistent, root]), false);
      assert.equal(await verifyConsistency(crypto, old, size, oldRoot, root, consistent.slice(0, -1)), false);
    }
  }
});

test("links", () => {
  const key = Buffer.alloc(32, 1).toString("base64url");
  const digest = Buffer.alloc(32, 2).toString("base64url");
  assert.equal(parseFragment(""), undefined);
  assert.deepEqual(parseFragment(`#1.3fedd4fe.12.${key}`),
    { kind: "paper", keyId: "3fedd4fe", index: 12, recordKey: new Uint8Array(32).fill(1) });
  assert.deepEqual(parseFragment(`#1.3fedd4fe.12.${key}.${digest}`),
    { kind: "paper", keyId: "3fedd4fe", index: 12, recordKey: new Uint8Array(32).fill(1), documentDigest: digest });
  assert.deepEqual(parseFragment("#p.d1"), { kind: "published", id: "d1" });
  assert.deepEqual(parseFragment("#p.d1.3fedd4fe"), { kind: "published", id: "d1", keyId: "3fedd4fe" });
  for (const bad of ["#x", "#1.3fedd4fe.12", `#1.3FEDD4FE.12.${key}`, `#1.3fedd4fe.012.${key}`, `#1.3fedd4fe.12.${key}x`,
    `#1.3fedd4fe.12.${key}.abc`, "#p.", "#p.../x", "#p.d1.xyz", "#2.3fedd4fe.12.AA"]) {
    assert.equal(parseFragment(bad), "malformed", bad);
  }
});
