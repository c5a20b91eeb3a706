// SPDX-License-Identifier: Apache-2.0
// c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature and tlog-policy.
import { type Bytes, bigEndian, concat, equal, fromBase64, toHex, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

const typeEd25519 = 1;
const typeCosignature = 4;

export interface Verifier {
  name: string;
  id: Bytes;
  type: number;
  publicKey: Bytes;
  /** As written: name+id+key. */
  vkey: string;
}

export interface Signature {
  name: string;
  id: Bytes;
  /** What follows the key id. */
  payload: Bytes;
}

export interface Note {
  /** With its last newline: these are the signed bytes. */
  text: string;
  signatures: Signature[];
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
  note: Note;
}

const namePattern = /^[^\s+]+$/;

/** Undefined unless the key id is the one that belongs to name and key. */
export async function parseVerifier(
  crypto: Primitives, vkey: string,
): Promise<Verifier | undefined> {
  const [, name, hex, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const key = encoded === undefined ? undefined : fromBase64(encoded);
  if (!name || !hex || !namePattern.test(name) || !key || key.length !== 33) return undefined;
  const id = (await crypto.sha256(concat(utf8(`${name}\n`), key))).slice(0, 4);
  if (toHex(id) !== hex) return undefined;
  return { name, id, type: key[0] as number, publicKey: key.slice(1), vkey };
}

export function parseNote(raw: string): Note | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]/.test(raw)) return undefined;
  const end = raw.lastIndexOf("\n\n");
  if (end < 0 || !raw.endsWith("\n")) return undefined;
  const lines = raw.slice(end + 2, -1).split("\n");
  const signatures: Signature[] = [];
  for (const line of lines) {
    const [, name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? undefined : fromBase64(encoded);
    if (!name || !namePattern.test(name) || !bytes || bytes.length < 5) return undefined;
    signatures.push({ name, id: bytes.slice(0, 4), payload: bytes.slice(4) });
  }
  if (signatures.length > 64) return undefined;
  return { text: raw.slice(0, end + 1), signatures };
}

export function parseCheckpoint(raw: string): Checkpoint | undefined {
  const note = parseNote(raw);
  if (!note) return undefined;
  const [origin, size, encoded] = note.text.split("\n");
  const root = fromBase64(encoded ?? "");
  if (!origin || !/^(?:0|[1-9][0-9]{0,15})$/.test(size ?? "") || root?.length !== 32) {
    return undefined;
  }
  const count = Number(size);
  return Number.isSafeInteger(count) ? { origin, size: count, root, note } : undefined;
}

function signaturesBy(note: Note, verifier: Verifier): Signature[] {
  return note.signatures.filter(
    (signature) => signature.name === verifier.name && equal(signature.id, verifier.id),
  );
}

export type Signed = "valid" | "wrong" | "missing";

/** The log's own signature. One that is there and wrong is never excused by another. */
export async function checkSignature(
  crypto: Primitives, note: Note, verifier: Verifier,
): Promise<Signed> {
  const found = signaturesBy(note, verifier);
  if (found.length === 0 || verifier.type !== typeEd25519) return "missing";
  for (const { payload } of found) {
    if (payload.length !== 64) return "wrong";
    if (!(await crypto.verifyEd25519(verifier.publicKey, payload, utf8(note.text)))) return "wrong";
  }
  return "valid";
}

export interface Cosigned {
  state: Signed;
  /** Seconds since 1970, when valid. */
  at: number;
}

/** A witness's cosignature: it saw this checkpoint at that time. */
export async function checkCosignature(
  crypto: Primitives, note: Note, witness: Verifier,
): Promise<Cosigned> {
  const found = signaturesBy(note, witness);
  if (found.length === 0 || witness.type !== typeCosignature) return { state: "missing", at: 0 };
  let at = 0;
  for (const { payload } of found) {
    if (payload.length !== 72) return { state: "wrong", at: 0 };
    at = payload.slice(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);
    // Times past 2^53 are nonsense, and would not be written back exactly.
    if (!Number.isSafeInteger(at) || !equal(bigEndian(at, 8), payload.slice(0, 8))) {
      return { state: "wrong", at: 0 };
    }
    const message = utf8(`cosignature/v1\ntime ${at}\n${note.text}`);
    if (!(await crypto.verifyEd25519(witness.publicKey, payload.slice(8), message))) {
      return { state: "wrong", at: 0 };
    }
  }
  return { state: "valid", at };
}

export interface Policy {
  log: Verifier;
  witnesses: Map<string, Verifier>;
  /** True when these witnesses are enough. */
  satisfied(cosigned: ReadonlySet<string>): boolean;
}

type Rule = (cosigned: ReadonlySet<string>) => boolean;

/** Undefined when malformed, without log, or without quorum. With several logs the first counts. */
export async function parsePolicy(
  crypto: Primitives, text: string,
): Promise<Policy | undefined> {
  const rules = new Map<string, Rule>([["none", () => true]]);
  const witnesses = new Map<string, Verifier>();
  let log: Verifier | undefined;
  let quorum: Rule | undefined;
  for (const line of text.split("\n")) {
    const [keyword, name = "", ...rest] = line.replace(/#.*$/, "").trim().split(/\s+/);
    if (!keyword) continue;
    if (keyword === "log") {
      const verifier = await parseVerifier(crypto, name);
      if (!verifier) return undefined;
      log ??= verifier;
    } else if (keyword === "witness") {
      const verifier = await parseVerifier(crypto, rest[0] ?? "");
      if (!verifier || rules.has(name)) return undefined;
      witnesses.set(name, verifier);
      rules.set(name, (cosigned) => cosigned.has(name));
    } else if (keyword === "group") {
      const rule = groupRule(rest, rules);
      if (!rule || rules.has(name)) return undefined;
      rules.set(name, rule);
    } else if (keyword === "quorum") {
      if (quorum || !(quorum = rules.get(name))) return undefined;
    } else {
      return undefined;
    }
  }
  return log && quorum ? { log, witnesses, satisfied: quorum } : undefined;
}

function groupRule([threshold, ...names]: string[], rules: Map<string, Rule>): Rule | undefined {
  const members: Rule[] = [];
  for (const name of names) {
    const member = rules.get(name);
    if (!member || name === "none") return undefined;
    members.push(member);
  }
  const needed =
    threshold === "any" ? 1 : threshold === "all" ? members.length : Number(threshold);
  if (!Number.isInteger(needed) || needed < 1 || needed > members.length) return undefined;
  return (cosigned) => members.filter((member) => member(cosigned)).length >= needed;
}
