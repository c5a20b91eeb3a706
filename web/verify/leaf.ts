// SPDX-License-Identifier: Apache-2.0
// ael-leaf/v1: what an entry of the log says, and how a record's values lead to its root.
import { type Bytes, bigEndian, compare, concat, fromBase64Url, fromUtf8, toBase64Url, utf8 } from "./bytes.ts";
import { leafHash, rootOf } from "./merkle.ts";
import type { Primitives } from "./primitives.ts";

export interface Leaf {
  at: Date;
  eid: string;
  org: string;
  root: Bytes;
  type: string;
  /** Commitment to a published document. */
  pub?: Bytes;
  /** The entry it acts on, and that entry's hash. */
  ref?: { index: number; hash: Bytes };
}

const required = ["at", "eid", "org", "root", "type", "v"];
const allowed = new Set([...required, "pub", "ref", "refh"]);

function fieldsOf(entry: Uint8Array): Record<string, string> | undefined {
  let text: string;
  let value: unknown;
  try {
    text = fromUtf8(entry);
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value).sort();
  if (!keys.every((key) => allowed.has(key)) || !required.every((key) => keys.includes(key))) {
    return undefined;
  }
  const fields = value as Record<string, unknown>;
  if (!keys.every((key) => typeof fields[key] === "string")) return undefined;
  // One spelling only: a second key of the same name or a space would show here.
  const ordered = Object.fromEntries(keys.map((key) => [key, fields[key]]));
  return JSON.stringify(ordered) === text ? (fields as Record<string, string>) : undefined;
}

function digest(text: string | undefined): Bytes | undefined {
  const bytes = text === undefined ? undefined : fromBase64Url(text);
  return bytes?.length === 32 ? bytes : undefined;
}

/** Undefined unless it is exactly an ael-leaf/v1. */
export function parseLeaf(entry: Uint8Array): Leaf | undefined {
  const fields = fieldsOf(entry);
  const root = digest(fields?.root);
  if (!fields || !root || fields.v !== "1" || !fields.type) return undefined;
  const { at = "", eid = "", org = "", type } = fields;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at) || Number.isNaN(Date.parse(at))) return undefined;
  const leaf: Leaf = { at: new Date(at), eid, org, root, type };
  if (fields.pub !== undefined) {
    const pub = digest(fields.pub);
    if (!pub) return undefined;
    leaf.pub = pub;
  }
  if (fields.ref !== undefined || fields.refh !== undefined) {
    const hash = digest(fields.refh);
    const index = Number(fields.ref);
    if (!hash || !/^(?:0|[1-9]\d*)$/.test(fields.ref ?? "") || !Number.isSafeInteger(index)) {
      return undefined;
    }
    leaf.ref = { index, hash };
  }
  return leaf;
}

export async function salt(crypto: Primitives, recordKey: Bytes, name: string): Promise<Bytes> {
  return (await crypto.hmacSha256(recordKey, utf8(`ael-salt/v1\0${name}`))).slice(0, 16);
}

/** RFC 9901 disclosure: base64url of ["salt","name","value"]. */
export function disclosure(saltBytes: Bytes, name: string, value: string): string {
  return toBase64Url(utf8(JSON.stringify([toBase64Url(saltBytes), name, value])));
}

export interface Disclosed {
  name: string;
  value: string;
}

export function readDisclosure(text: string): Disclosed | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(fromBase64Url(text) ?? new Uint8Array()));
    if (!Array.isArray(value) || value.length !== 3) return undefined;
    const [, name, content] = value as unknown[];
    return typeof name === "string" && typeof content === "string"
      ? { name, value: content }
      : undefined;
  } catch {
    return undefined;
  }
}

export function disclosureDigest(crypto: Primitives, text: string): Promise<Bytes> {
  return crypto.sha256(utf8(text));
}

async function decoy(crypto: Primitives, recordKey: Bytes, index: number): Promise<Bytes> {
  const label = utf8("ael-decoy/v1\0");
  const inner = await crypto.hmacSha256(recordKey, concat(label, bigEndian(index, 4)));
  return crypto.sha256(concat(label, inner));
}

/** 8, 16, 32 …: how many digests a record of so many fields shows. */
export function paddedCount(fields: number): number {
  let count = 8;
  while (count < fields) count *= 2;
  return count;
}

/** The root over digests in bytewise order. */
export async function digestsRoot(crypto: Primitives, digests: Bytes[]): Promise<Bytes> {
  const sorted = [...digests].sort(compare);
  return rootOf(crypto, await Promise.all(sorted.map((each) => leafHash(crypto, each))));
}

/** What `root` of the leaf has to be for these values. */
export async function recordRoot(
  crypto: Primitives, recordKey: Bytes, values: ReadonlyMap<string, string>,
): Promise<Bytes> {
  const digests: Bytes[] = [];
  for (const [name, value] of values) {
    const text = disclosure(await salt(crypto, recordKey, name), name, value.normalize("NFC"));
    digests.push(await disclosureDigest(crypto, text));
  }
  const decoys = paddedCount(values.size) - values.size;
  for (let at = 0; at < decoys; ++at) digests.push(await decoy(crypto, recordKey, at));
  return digestsRoot(crypto, digests);
}

/** What `pub` of the leaf has to be for these document bytes. */
export async function publicationCommitment(
  crypto: Primitives, documentSalt: Bytes, document: Bytes,
): Promise<Bytes> {
  const inner = await crypto.sha256(document);
  return crypto.sha256(
    concat(utf8("ael-doc/v1\0"), bigEndian(documentSalt.length, 4), documentSalt, inner),
  );
}
