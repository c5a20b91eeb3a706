// SPDX-License-Identifier: Apache-2.0
// A small log for tests, made with Node's cryptography and the plain recursive definitions: it
// shares no code with the verifier, nor with the server.
import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from "node:crypto";

export type Values = Record<string, string>;

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hmac = (key: Buffer, text: string | Buffer) => createHmac("sha256", key).update(text).digest();

export function treeHash(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256("");
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0] as Buffer);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

export function path(index: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return index < k
    ? [...path(index, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** An Ed25519 key from its 32-byte seed, under a name. */
export class SampleKey {
  readonly name: string;
  readonly vkey: string;
  readonly id: Buffer;
  private readonly key;

  constructor(name: string, seed: Buffer, type: 1 | 4 = 1) {
    const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
    this.key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
    const spki = createPublicKey(this.key).export({ format: "der", type: "spki" });
    const typed = Buffer.concat([Buffer.of(type), spki.subarray(-32)]);
    this.name = name;
    this.id = sha256(name, "\n", typed).subarray(0, 4);
    this.vkey = `${name}+${this.id.toString("hex")}+${typed.toString("base64")}`;
  }

  line(text: string): string {
    const payload = Buffer.concat([this.id, sign(null, Buffer.from(text), this.key)]);
    return `\u2014 ${this.name} ${payload.toString("base64")}\n`;
  }

  cosign(text: string, seconds: number): string {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(seconds));
    const signed = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), this.key);
    const payload = Buffer.concat([this.id, time, signed]).toString("base64");
    return `\u2014 ${this.name} ${payload}\n`;
  }
}

export const disclosure = (recordKey: Buffer, name: string, value: string): string => {
  const salt = hmac(recordKey, `ael-salt/v1\0${name}`).subarray(0, 16).toString("base64url");
  return Buffer.from(JSON.stringify([salt, name, value])).toString("base64url");
};

/** The digests of a record in their order, decoys included. */
export function recordDigests(recordKey: Buffer, values: Values): Buffer[] {
  const names = Object.keys(values);
  const digests = names.map((name) => sha256(disclosure(recordKey, name, values[name] as string)));
  for (let i = 0, count = 8; ; count *= 2) {
    if (count < names.length) continue;
    for (; digests.length < count; ++i) {
      const number = Buffer.alloc(4);
      number.writeUInt32BE(i);
      const label = Buffer.from("ael-decoy/v1\0");
      digests.push(sha256(label, hmac(recordKey, Buffer.concat([label, number]))));
    }
    return digests.sort(Buffer.compare);
  }
}

export interface SampleLeaf {
  at: string;
  type: string;
  recordKey: Buffer;
  values: Values;
  pub?: Buffer;
  ref?: { index: number; hash: Buffer };
}

export function leafBytes(leaf: SampleLeaf): Buffer {
  const fields: Record<string, string> = {
    at: leaf.at,
    eid: sha256("eid", leaf.recordKey).subarray(0, 16).toString("base64url"),
    org: "11999900000000000X",
  };
  if (leaf.pub) fields.pub = leaf.pub.toString("base64url");
  if (leaf.ref) {
    fields.ref = String(leaf.ref.index);
    fields.refh = leaf.ref.hash.toString("base64url");
  }
  fields.root = treeHash(recordDigests(leaf.recordKey, leaf.values)).toString("base64url");
  fields.type = leaf.type;
  fields.v = "1";
  return Buffer.from(JSON.stringify(fields));
}

export const commitment = (salt: Buffer, document: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(salt.length);
  return sha256("ael-doc/v1\0", length, salt, sha256(document));
};

/** A part of a text, and what a masked copy has for it where it is hidden. */
export interface SamplePart {
  pieces: string[];
  as?: string;
}

/** ael-text/v1 by its plain definition: the commitment, and the proof for the copy with its masks. */
export function sampleText(seed: Buffer, parts: SamplePart[]) {
  const pieces = parts.flatMap((part) => part.pieces);
  const shown = parts.flatMap((part) => part.pieces.map(() => part.as === undefined));
  const partOf = parts.flatMap((part, at) => part.pieces.map(() => at));
  const nodes: string[][] = parts.map(() => []);
  const hash = (node: Buffer, from: number, to: number): Buffer => {
    if (to - from === 1) return sha256(Buffer.of(0), node, pieces[from] as string);
    let k = 1;
    while (k * 2 < to - from) k *= 2;
    const both = sha256("ael-text-seed/v1\0", node);
    return sha256(Buffer.of(1), hash(both.subarray(0, 16), from, from + k), hash(both.subarray(16), from + k, to));
  };
  const give = (node: Buffer, from: number, to: number): void => {
    const part = partOf[from] as number;
    if (partOf[to - 1] === part) {
      const given = shown[from] ? node : hash(node, from, to);
      nodes[part]?.push(given.toString("base64url"));
      return;
    }
    let k = 1;
    while (k * 2 < to - from) k *= 2;
    const both = sha256("ael-text-seed/v1\0", node);
    give(both.subarray(0, 16), from, from + k);
    give(both.subarray(16), from + k, to);
  };
  give(seed, 0, pieces.length);
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(pieces.length));
  const length = (text: string) => Array.from(text).length;
  return {
    commitment: sha256("ael-text/v1\0", count, hash(seed, 0, pieces.length)),
    copy: parts.map((part) => part.as ?? part.pieces.join("")).join(""),
    proof: {
      pieces: pieces.length,
      parts: parts.map((part, at) => {
        const whole: [number, number][] = [];
        let place = 0;
        for (const piece of part.pieces) {
          if (part.as === undefined && length(piece) > 1) whole.push([place, length(piece)]);
          place += length(piece);
        }
        return {
          shown: part.as === undefined, pieces: part.pieces.length, nodes: nodes[at], whole,
          characters: length(part.as ?? part.pieces.join("")),
        };
      }),
    },
  };
}

function tileName(n: number): string {
  const last = String(n % 1000).padStart(3, "0");
  return n < 1000 ? last : `${tileName(Math.floor(n / 1000)).replace(/(\d{3})$/, "x$1")}/${last}`;
}

export class SampleLog {
  readonly entries: Buffer[] = [];
  readonly key: SampleKey;

  constructor(key: SampleKey) {
    this.key = key;
  }

  add(entry: Buffer): { index: number; hash: Buffer } {
    this.entries.push(entry);
    return { index: this.entries.length - 1, hash: sha256(Buffer.of(0), entry) };
  }

  root(size = this.entries.length): Buffer {
    return treeHash(this.entries.slice(0, size));
  }

  text(size = this.entries.length): string {
    return `${this.key.name}\n${size}\n${this.root(size).toString("base64")}\n`;
  }

  checkpoint(size = this.entries.length, witness?: SampleKey, seconds = 0): string {
    const text = this.text(size);
    return `${text}\n${this.key.line(text)}${witness ? witness.cosign(text, seconds) : ""}`;
  }

  receipt(index: number, extra = "", size = this.entries.length): string {
    const hashes = path(index, this.entries.slice(0, size)).map((hash) => hash.toString("base64"));
    const head = ["c2sp.org/tlog-proof@v1"];
    if (extra) head.push(`extra ${Buffer.from(extra).toString("base64")}`);
    return [...head, `index ${index}`, ...hashes, "", this.checkpoint(size)].join("\n");
  }

  /** Tiles and bundles as served for a checkpoint of this size, by path below the log's prefix. */
  files(size = this.entries.length): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    const cut = (kind: string, items: Buffer[]) => {
      for (let n = 0; n * 256 < items.length; ++n) {
        const part = items.slice(n * 256, n * 256 + 256);
        const partial = part.length < 256 ? `.p/${part.length}` : "";
        files.set(`tile/${kind}/${tileName(n)}${partial}`, Buffer.concat(part));
      }
    };
    cut("entries", this.entries.slice(0, size).map((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return Buffer.concat([length, entry]);
    }));
    for (let level = 0, span = 1; span <= size; ++level, span *= 256) {
      const hashes: Buffer[] = [];
      for (let at = 0; at + span <= size; at += span) {
        hashes.push(treeHash(this.entries.slice(at, at + span)));
      }
      cut(String(level), hashes);
    }
    return files;
  }
}
