// SPDX-License-Identifier: Apache-2.0
// c2sp.org/tlog-tiles: where hashes and entries are, and hashes of any range from them. Nothing
// here is believed: proofs made from tiles are checked against the signed root afterwards.
import type { Bytes } from "./bytes.ts";
import { isPowerOfTwo, nodeHash, rootOf, split } from "./merkle.ts";
import type { Primitives } from "./primitives.ts";

const width = 256;
const hashSize = 32;

/** Undefined where there is no such file; throws where that cannot be known. */
export type Fetch = (path: string) => Promise<Bytes | undefined>;

/** 1234067 -> "x001/x234/067". */
export function tileName(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  return (padded.match(/.../g) as string[])
    .map((group, at, all) => (at < all.length - 1 ? `x${group}` : group))
    .join("/");
}

export function tilePath(level: number | "entries", index: number, entries: number): string {
  const partial = entries < width ? `.p/${entries}` : "";
  return `tile/${level}/${tileName(index)}${partial}`;
}

/** The files that proving an entry in a log of that size mostly takes: those above it, and the last. */
export function pathsNear(index: number, size: number): string[] {
  const paths: string[] = [];
  const add = (level: number | "entries", tile: number, total: number) =>
    paths.push(tilePath(level, tile, Math.min(width, total - tile * width)));
  if (index < size) add("entries", Math.floor(index / width), size);
  for (let level = 0, total = size, at = index; total > 0; ++level) {
    const last = Math.floor((total - 1) / width);
    for (const tile of new Set([Math.min(Math.floor(at / width), last), last])) add(level, tile, total);
    total = Math.floor(total / width);
    at = Math.floor(at / width);
  }
  return paths;
}

/** The log's files contradict each other or their format. */
export class BrokenLog extends Error {}

export class TileReader {
  private readonly crypto: Primitives;
  private readonly fetch: Fetch;
  private readonly size: number;
  private readonly seen = new Map<string, Promise<Bytes>>();
  private readonly made = new Map<string, Promise<Bytes>>();

  constructor(crypto: Primitives, fetch: Fetch, size: number) {
    this.crypto = crypto;
    this.fetch = fetch;
    this.size = size;
  }

  /** The bytes of one entry. `index` below the size of the log. */
  async entry(index: number): Promise<Bytes> {
    const bundle = await this.file("entries", Math.floor(index / width), this.size);
    let at = 0;
    for (let left = index % width; at + 2 <= bundle.length; --left) {
      const length = (bundle[at] as number) * 256 + (bundle[at + 1] as number);
      const end = at + 2 + length;
      if (end > bundle.length) break;
      if (left === 0) return bundle.slice(at + 2, end);
      at = end;
    }
    throw new BrokenLog(`entry ${index}`);
  }

  /** Hash over the leaves [from, to), as the recursion of the tree asks for them. */
  readonly hash = async (from: number, to: number): Promise<Bytes> => {
    const leaves = to - from;
    if (isPowerOfTwo(leaves) && from % leaves === 0) {
      const place = `${from}/${leaves}`;
      const known = this.made.get(place) ?? this.subtree(from, leaves);
      this.made.set(place, known);
      return known;
    }
    const middle = from + split(leaves);
    return nodeHash(this.crypto, await this.hash(from, middle), await this.hash(middle, to));
  };

  private async subtree(from: number, leaves: number): Promise<Bytes> {
    const level = Math.floor(Math.log2(leaves) / 8);
    const each = width ** level;
    const first = from / each;
    const count = leaves / each;
    const tile = await this.file(level, Math.floor(first / width), Math.floor(this.size / each));
    const hashes: Bytes[] = [];
    for (let at = 0; at < count; ++at) {
      const start = ((first % width) + at) * hashSize;
      if (start + hashSize > tile.length) throw new BrokenLog(`tile ${level}/${first}`);
      hashes.push(tile.slice(start, start + hashSize));
    }
    return rootOf(this.crypto, hashes);
  }

  // A partial tile may be gone once the full one is there.
  private file(level: number | "entries", index: number, total: number): Promise<Bytes> {
    const entries = Math.min(width, total - index * width);
    const path = tilePath(level, index, entries);
    const load = async (): Promise<Bytes> => {
      const bytes = (await this.fetch(path)) ??
        (entries < width ? await this.fetch(tilePath(level, index, width)) : undefined);
      if (!bytes) throw new BrokenLog(path);
      return bytes;
    };
    const known = this.seen.get(path) ?? load();
    this.seen.set(path, known);
    return known;
  }
}
