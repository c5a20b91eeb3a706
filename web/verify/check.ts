// SPDX-License-Identifier: Apache-2.0
// What is verified, in which order, and what is said about it. A check that cannot be made never
// counts as passed: the verdict is "genuine" only when every step that applies has passed.
import { type Bytes, equal, fromBase64Url, fromUtf8, toBase64, toHex } from "./bytes.ts";
import { type Disclosed, type Leaf, digestsRoot, disclosureDigest, parseLeaf, publicationCommitment,
  readDisclosure, recordRoot } from "./leaf.ts";
import type { Request } from "./link.ts";
import { consistencyProof, inclusionProof, isPowerOfTwo, leafHash, verifyConsistency,
  verifyInclusion } from "./merkle.ts";
import { type Checkpoint, type Policy, checkCosignature, checkSignature, parseCheckpoint,
  parsePolicy } from "./note.ts";
import type { Fact, Outcome, Reason, Step, StepId, StepState } from "./outcome.ts";
import { type Extra, parseReceipt } from "./receipt.ts";
import { type TextProof, commitmentOf, readTextProof } from "./text.ts";
import { BrokenLog, TileReader, pathsNear } from "./tiles.ts";
import type { Answer, Field, World } from "./world.ts";

/** The check has shown that something is not as it should be. */
class Refuted extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The check could not be made: nothing is known. */
class Unfinished extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

interface Entry {
  index: number;
  leaf: Leaf;
  hash: Bytes;
}

export class Inquiry {
  private readonly world: World;
  private readonly outcome: Outcome;
  private policy!: Policy;
  private checkpoint!: Checkpoint;
  private reader!: TileReader;
  private readonly asked = new Map<string, Promise<Answer>>();

  constructor(world: World) {
    this.world = world;
    this.outcome = { verdict: "unfinished", steps: [] };
  }

  async run(request: Request): Promise<Outcome> {
    const redacted: StepId[] = request.kind === "published" ? ["redaction"] : [];
    const ids: StepId[] = ["key", "signature", "history", "included", "unchanged", "time", ...redacted, "review"];
    this.outcome.steps = ids.map((id) => ({ id, state: "waiting", facts: [] }));
    this.begin("/log/policy", "/log/checkpoint");
    try {
      if (request.kind === "paper") await this.paper(request);
      else if (request.kind === "published") await this.published(request);
      else await this.receipt(request);
      this.conclude();
    } catch (error) {
      this.stop(error);
    }
    this.world.show(this.outcome);
    return this.outcome;
  }

  // ---- the three ways --------------------------------------------------------------------

  private async paper(request: Request & { kind: "paper" }): Promise<void> {
    await this.trustLog(request.keyId);
    const entry = await this.step("included", (facts) => this.include(request.index, facts));
    this.outcome.leaf = entry.leaf;
    await this.step("unchanged", async (facts) => {
      const values = await this.valuesOf(request, entry.leaf.type);
      const root = await recordRoot(this.world.crypto, request.recordKey, values);
      facts.push({ label: "record_root", value: toHex(root) });
      if (!equal(root, entry.leaf.root)) throw new Refuted("values_differ");
    });
    await this.time([entry]);
    await this.review(entry);
  }

  private async published(request: Request & { kind: "published" }): Promise<void> {
    this.begin(...["document", "proof.json"].map((name) => `/decisions/${request.id}/${name}`));
    const answer = await this.document(request.id);
    const given = await this.proofOf(request.id);
    const documentSalt = fromBase64Url(typeof given.salt === "string" ? given.salt : "");
    const index = typeof given.index === "number" ? given.index : NaN;
    await this.beginTiles(index);
    const text = this.textOf(given.text, answer.body);
    text.catch(() => undefined);  // Told by the step that waits for it.
    await this.trustLog(request.keyId);
    const entry = await this.step("included", (facts) => this.include(index, facts));
    this.outcome.leaf = entry.leaf;
    await this.step("unchanged", async (facts) => {
      if (documentSalt?.length !== 16) throw new Refuted("document_unsalted");
      if (entry.leaf.type !== "decision.published") throw new Refuted("wrong_type");
      const pub = await publicationCommitment(this.world.crypto, documentSalt, answer.body);
      facts.push({ label: "commitment", value: toHex(pub) });
      if (!entry.leaf.pub || !equal(pub, entry.leaf.pub)) throw new Refuted("document_differs");
    });
    const decision = await this.time([entry], (facts) => this.follow(entry, "decision.made", facts));
    await this.redaction(decision, given.text !== undefined, text);
    await this.review(decision);
    if ((answer.header("Content-Type") ?? "").startsWith("text/plain")) {
      this.outcome.document = fromUtf8(answer.body);
    }
  }

  /** A long computation, begun while the log's files are on their way. */
  private async textOf(given: unknown, copy: Bytes): Promise<[TextProof, Bytes | undefined] | undefined> {
    const proof = readTextProof(given);
    return proof && [proof, commitmentOf(this.world.crypto.hash, proof, fromUtf8(copy))];
  }

  /** That the published text is the decision's own, but for what is masked. */
  private async redaction(decision: Entry, given: boolean, text: ReturnType<Inquiry["textOf"]>): Promise<void> {
    const { pub } = decision.leaf;
    if (!pub) {
      this.set("redaction", "absent");
      return;
    }
    await this.step("redaction", async (facts) => {
      if (!given) throw new Refuted("redaction_missing");
      const [proof, commitment] = (await text) ?? [];
      facts.push({ label: "masks", value: String(proof?.parts.filter(({ shown }) => !shown).length ?? 0) });
      if (!commitment || !equal(commitment, pub)) throw new Refuted("redaction_differs");
      facts.push({ label: "commitment", value: toHex(commitment) });
    });
  }

  private async receipt(request: Request & { kind: "receipt" }): Promise<void> {
    const receipt = parseReceipt(request.text);
    if (!receipt) throw this.failed("key", new Refuted("receipt_malformed"));
    await this.trustLog(request.keyId, receipt.checkpoint);
    const entry = await this.step("included", async (facts) => {
      const found = await this.include(receipt.index, facts);
      const { size, root } = receipt.checkpoint;
      const good = await verifyInclusion(
        this.world.crypto, receipt.index, size, found.hash, receipt.proof, root,
      );
      if (!good) throw new Refuted("proof_wrong");
      return found;
    });
    this.outcome.leaf = entry.leaf;
    await this.disclosed(receipt.extra, entry);
    await this.time([entry]);
    await this.review(entry);
  }

  // ---- the log ---------------------------------------------------------------------------

  // Key, signature, history: after this, the checkpoint is the log's and no other history is known.
  private async trustLog(keyId: string | undefined, saved?: Checkpoint): Promise<void> {
    await this.step("key", (facts) => this.key(keyId, facts));
    this.checkpoint = await this.step("signature", async (facts) => {
      if (saved) await this.signed(saved, facts);
      const checkpoint = parseCheckpoint(await this.text("/log/checkpoint"));
      if (!checkpoint) throw new Refuted("checkpoint_malformed");
      await this.signed(checkpoint, facts);
      await this.witnessed(checkpoint, facts);
      return checkpoint;
    });
    await this.step("history", (facts) => this.history(facts, saved));
  }

  private async key(keyId: string | undefined, facts: Fact[]): Promise<void> {
    const policy = await parsePolicy(this.world.crypto, await this.text("/log/policy"));
    if (!policy) throw new Refuted("policy_malformed");
    const { log } = policy;
    facts.push({ label: "key", value: log.vkey }, { label: "arithmetic", value: this.world.crypto.source });
    if (keyId !== undefined && keyId !== toHex(log.id)) throw new Refuted("key_differs");
    // 32 bits of key id can be matched by force; whoever was here before knows the whole key.
    const remembered = this.world.memory.recall(log.name);
    if (remembered && remembered.vkey !== log.vkey) throw new Refuted("key_changed");
    this.get("key").ground = keyId === undefined
      ? (remembered ? "key_seen" : "key_first")
      : (remembered ? "key_linked_and_seen" : "key_linked");
    this.policy = policy;
  }

  private async signed(checkpoint: Checkpoint, facts: Fact[]): Promise<void> {
    const { origin, size, root, note } = checkpoint;
    facts.push(
      { label: "origin", value: origin },
      { label: "size", value: String(size) },
      { label: "root", value: toBase64(root) },
      { label: "signed_text", value: note.text },
    );
    if (origin !== this.policy.log.name) throw new Refuted("origin_differs");
    const signed = await checkSignature(this.world.crypto, note, this.policy.log);
    if (signed === "missing") throw new Refuted("signature_missing");
    if (signed === "wrong") throw new Refuted("signature_wrong");
  }

  private async witnessed({ note }: Checkpoint, facts: Fact[]): Promise<void> {
    const cosigned = new Set<string>();
    for (const [name, witness] of this.policy.witnesses) {
      const { state, at } = await checkCosignature(this.world.crypto, note, witness);
      if (state === "wrong") throw new Refuted("witness_wrong");
      if (state === "missing") continue;
      cosigned.add(name);
      facts.push({ label: "seen_by", value: `${witness.name} · ${new Date(at * 1000).toISOString()}` });
    }
    if (!this.policy.satisfied(cosigned)) throw new Refuted("witnesses_missing");
    this.get("signature").ground = cosigned.size > 0 ? "witnessed" : "unwitnessed";
  }

  private async history(facts: Fact[], saved?: Checkpoint): Promise<void> {
    const { origin, size, root } = this.checkpoint;
    const { memory } = this.world;
    const before = memory.recall(origin);
    const largest = Math.max(size, before?.size ?? 0, saved?.size ?? 0);
    this.reader = new TileReader(this.world.crypto, (path) => this.file(path), largest);
    if (before) {
      facts.push({ label: "remembered", value: `${before.size} · ${toBase64(before.root)}` });
      if (!(await this.consistent(before, this.checkpoint))) throw new Refuted("history_rewritten");
    }
    if (saved) {
      facts.push({ label: "saved_checkpoint", value: `${saved.size} · ${toBase64(saved.root)}` });
      if (!(await this.consistent(saved, this.checkpoint))) throw new Refuted("receipt_history");
    }
    this.get("history").ground = before || saved ? "history_seen" : "history_first";
    if (!before || before.size <= size) {
      memory.remember(origin, { vkey: this.policy.log.vkey, size, root });
    }
  }

  // Either may be the longer one: a copy of the log may lag behind.
  private async consistent(
    one: { size: number; root: Bytes }, other: { size: number; root: Bytes },
  ): Promise<boolean> {
    const [short, long] = one.size <= other.size ? [one, other] : [other, one];
    const proof = await consistencyProof(short.size, long.size, this.reader.hash);
    return verifyConsistency(
      this.world.crypto, short.size, long.size, short.root, long.root, proof,
    );
  }

  /** The entry at `index`, proved to be in the tree of the checkpoint. */
  private async include(index: number, facts: Fact[]): Promise<Entry> {
    const { size, root } = this.checkpoint;
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new Refuted("index_beyond");
    const [bytes, proof] = await Promise.all([
      this.reader.entry(index), inclusionProof(index, 0, size, this.reader.hash),
    ]);
    const hash = await leafHash(this.world.crypto, bytes);
    facts.push(
      { label: "index", value: String(index) },
      { label: "leaf", value: new TextDecoder().decode(bytes) },
      { label: "leaf_hash", value: toHex(hash) },
      { label: "proof", value: proof.map(toBase64).join("\n") },
    );
    if (!(await verifyInclusion(this.world.crypto, index, size, hash, proof, root))) {
      throw new Refuted("not_included");
    }
    const leaf = parseLeaf(bytes);
    if (!leaf) throw new Refuted("leaf_malformed");
    return { index, leaf, hash };
  }

  /** The entry that `from` acts on: of that type, with that hash, before it. */
  private async follow(from: Entry, type: string, facts: Fact[]): Promise<Entry> {
    if (!from.leaf.ref) throw new Refuted("reference_missing");
    const found = await this.include(from.leaf.ref.index, facts);
    if (!equal(found.hash, from.leaf.ref.hash)) throw new Refuted("reference_differs");
    if (found.leaf.type !== type) throw new Refuted("wrong_type");
    if (found.index >= from.index) throw new Refuted("order_wrong");
    if (found.leaf.at > from.leaf.at) throw new Refuted("time_order_wrong");
    return found;
  }

  // ---- the record ------------------------------------------------------------------------

  private async valuesOf(
    request: Request & { kind: "paper" }, type: string,
  ): Promise<ReadonlyMap<string, string>> {
    const known = JSON.parse(await this.text("/log/fields.json")) as Record<string, Field[]>;
    const fields = known[type];
    if (!fields || fields.length === 0) throw new Refuted("fields_unknown");
    const asked = fields.filter((field) => field.kind !== "document_digest");
    const values = new Map(await this.world.ask(type, asked));
    for (const field of fields) {
      if (field.optional && values.get(field.name) === "") values.delete(field.name);
      if (field.kind !== "document_digest") continue;
      const digest = fromBase64Url(request.documentDigest ?? "");
      if (digest?.length !== 32) throw new Refuted("link_malformed");
      values.set(field.name, toHex(digest));
    }
    return values;
  }

  private async disclosed(extra: Extra, entry: Entry): Promise<void> {
    // Without the record key the decoys are unknown, so only a record without any adds up.
    const countable = extra.kind === "all" && extra.disclosures.length >= 8 &&
      isPowerOfTwo(extra.disclosures.length);
    if (extra.kind === "none" || (extra.kind === "all" && !countable)) {
      this.set("unchanged", "absent");
      return;
    }
    await this.step("unchanged", async (facts) => {
      const { crypto } = this.world;
      const texts = extra.kind === "all"
        ? extra.disclosures
        : extra.disclosures.map((each) => each.disclosure);
      const digests = await Promise.all(texts.map((text) => disclosureDigest(crypto, text)));
      const read = texts.map(readDisclosure);
      if (read.some((each) => !each)) throw new Refuted("disclosure_wrong");
      // Two values for one name would let a holder show whichever suits.
      if (new Set(read.map((each) => each?.name)).size !== read.length) throw new Refuted("disclosure_wrong");
      for (const { name, value } of read as Disclosed[]) {
        facts.push({ label: "field", value: `${name} = ${value}` });
      }
      if (extra.kind === "all") {
        if (!equal(await digestsRoot(crypto, digests), entry.leaf.root)) throw new Refuted("disclosure_wrong");
        return;
      }
      for (const [at, { index, path }] of extra.disclosures.entries()) {
        const leaf = await leafHash(crypto, digests[at] as Bytes);
        const good = await verifyInclusion(crypto, index, extra.digests, leaf, path, entry.leaf.root);
        if (!good) throw new Refuted("disclosure_wrong");
      }
    });
  }

  private async time(
    [entry]: [Entry], follow?: (facts: Fact[]) => Promise<Entry>,
  ): Promise<Entry> {
    return this.step("time", async (facts) => {
      if (!follow) {
        facts.push({ label: "made_at", value: entry.leaf.at.toISOString() });
        return entry;
      }
      const made = await follow([]);
      facts.push(
        { label: "made_at", value: made.leaf.at.toISOString() },
        { label: "decision_index", value: String(made.index) },
        { label: "published_at", value: entry.leaf.at.toISOString() },
        { label: "published_index", value: String(entry.index) },
      );
      return made;
    });
  }

  // A decision that was not major refers to no review. Other records have none.
  private async review(entry: Entry): Promise<void> {
    const published = entry.leaf.type === "decision.published";
    if (!(published || entry.leaf.type === "decision.made") || !entry.leaf.ref) {
      this.set("review", "absent");
      return;
    }
    const decision = published ? await this.step("review", () => this.follow(entry, "decision.made", [])) : entry;
    if (!decision.leaf.ref) {
      this.set("review", "absent");
      return;
    }
    await this.step("review", async (facts) => {
      const review = await this.follow(decision, "review.done", facts);
      facts.push(
        { label: "reviewed_at", value: review.leaf.at.toISOString() },
        { label: "review_index", value: String(review.index) },
        { label: "decision_index", value: String(decision.index) },
      );
    });
  }

  // ---- fetching --------------------------------------------------------------------------

  /** Asks for what will be needed, so that one answer does not wait for another. */
  private begin(...paths: string[]): void {
    for (const path of paths) {
      const answer = this.world.get(path);
      answer.catch(() => undefined);  // Told to whoever waits for it.
      this.asked.set(path, answer);
    }
  }

  /** Before anything is known to be true: asking early costs nothing where it turns out not to be. */
  private async beginTiles(index: number): Promise<void> {
    const text = await this.text("/log/checkpoint").catch(() => "");
    const size = parseCheckpoint(text)?.size ?? 0;
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) return;
    this.begin(...pathsNear(index, size).map((path) => `/log/${path}`));
  }

  private async request(path: string): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await (this.asked.get(path) ?? this.world.get(path));
    } catch {
      throw new Unfinished("unreachable");
    }
    if (answer.status === 429) throw new Unfinished("too_many_requests");
    if (answer.status >= 500) throw new Unfinished("server_error");
    return answer;
  }

  private async file(path: string): Promise<Bytes | undefined> {
    const answer = await this.request(`/log/${path}`);
    return answer.status === 200 ? answer.body : undefined;
  }

  private async text(path: string): Promise<string> {
    const answer = await this.request(path);
    if (answer.status !== 200) throw new Unfinished("server_error");
    return new TextDecoder().decode(answer.body);
  }

  private async document(id: string): Promise<Answer> {
    const answer = await this.request(`/decisions/${id}/document`).catch((error: unknown) => {
      throw this.failed("unchanged", error);
    });
    if (answer.status === 410) throw this.failed("unchanged", new Refuted("withdrawn"));
    if (answer.status !== 200) throw this.failed("unchanged", new Refuted("not_published"));
    return answer;
  }

  private async proofOf(id: string): Promise<Record<string, unknown>> {
    const text = await this.text(`/decisions/${id}/proof.json`).catch((error: unknown) => {
      throw this.failed("unchanged", error);
    });
    try {
      return (JSON.parse(text) ?? {}) as Record<string, unknown>;
    } catch {
      throw this.failed("unchanged", new Refuted("document_unsalted"));
    }
  }

  // ---- steps and verdict -----------------------------------------------------------------

  private get(id: StepId): Step {
    return this.outcome.steps.find((step) => step.id === id) as Step;
  }

  private set(id: StepId, state: StepState): void {
    this.get(id).state = state;
    this.world.show(this.outcome);
  }

  private async step<T>(id: StepId, work: (facts: Fact[]) => Promise<T>): Promise<T> {
    this.set(id, "running");
    try {
      const result = await work(this.get(id).facts);
      this.set(id, "passed");
      return result;
    } catch (error) {
      throw this.failed(id, error);
    }
  }

  private failed(id: StepId, error: unknown): unknown {
    const step = this.get(id);
    if (error instanceof BrokenLog) error = new Refuted("log_broken");
    if (error instanceof Refuted) step.state = "failed";
    else step.state = "waiting";
    step.reason =
      error instanceof Refuted || error instanceof Unfinished ? error.reason : "server_error";
    return error;
  }

  private stop(error: unknown): void {
    this.outcome.verdict = error instanceof Refuted || error instanceof BrokenLog ? "refuted" : "unfinished";
    if (!(error instanceof Refuted) && !(error instanceof Unfinished)) console.warn(error);
  }

  private conclude(): void {
    const passed = (step: Step) =>
      step.state === "passed" || (step.state === "absent" && step.id !== "unchanged");
    if (this.outcome.steps.every(passed)) this.outcome.verdict = "genuine";
    else if (this.outcome.steps.every((step) => passed(step) || step.state === "absent")) {
      this.outcome.verdict = "partial";
    }
  }
}
