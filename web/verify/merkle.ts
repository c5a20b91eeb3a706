// SPDX-License-Identifier: Apache-2.0
// The tree of RFC 6962 s2.1. Making proofs follows its recursive definitions, checking them the
// iterative algorithms of RFC 9162 s2.1.3.2 and s2.1.4.2, so that one cannot hide the other's error.
import { type Bytes, concat, equal } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";

const leafPrefix = new Uint8Array([0]);
const nodePrefix = new Uint8Array([1]);

export function leafHash(crypto: Primitives, leaf: Uint8Array): Promise<Bytes> {
  return crypto.sha256(concat(leafPrefix, leaf));
}

export function nodeHash(crypto: Primitives, left: Uint8Array, right: Uint8Array): Bytes {
  return crypto.hash(concat(nodePrefix, left, right));
}

/** Largest power of two below n, n > 1. */
export function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export function isPowerOfTwo(n: number): boolean {
  return n > 0 && Number.isInteger(Math.log2(n));
}

/** The root over hashes of leaves. */
export function rootOf(crypto: Primitives, hashes: Bytes[]): Bytes {
  if (hashes.length === 0) return crypto.hash(new Uint8Array());
  if (hashes.length === 1) return hashes[0] as Bytes;
  const k = split(hashes.length);
  return nodeHash(crypto, rootOf(crypto, hashes.slice(0, k)), rootOf(crypto, hashes.slice(k)));
}

/** Hash over the leaves [from, to) of a log. */
export type RangeHash = (from: number, to: number) => Promise<Bytes>;

/** PATH(index, D[from:to]), the sibling of the leaf first. */
export async function inclusionProof(
  index: number, from: number, to: number, hash: RangeHash,
): Promise<Bytes[]> {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  const left = index < middle;
  const [below, sibling] = await Promise.all([
    left ? inclusionProof(index, from, middle, hash) : inclusionProof(index, middle, to, hash),
    left ? hash(middle, to) : hash(from, middle),
  ]);
  return [...below, sibling];
}

/** PROOF(old, D[0:size]). Empty for old = 0 and old = size. */
export async function consistencyProof(
  old: number, size: number, hash: RangeHash,
): Promise<Bytes[]> {
  if (old === 0 || old === size) return [];
  return subProof(old, 0, size, true, hash);
}

async function subProof(
  old: number, from: number, to: number, known: boolean, hash: RangeHash,
): Promise<Bytes[]> {
  if (old === to) return known ? [] : [await hash(from, to)];
  const middle = from + split(to - from);
  return old <= middle
    ? [...(await subProof(old, from, middle, known, hash)), await hash(middle, to)]
    : [...(await subProof(old, middle, to, false, hash)), await hash(from, middle)];
}

// Sizes pass 2^32, where the bit operators of the language end.
const half = (n: number) => Math.floor(n / 2);
const odd = (n: number) => n % 2 === 1;

/** RFC 9162 s2.1.3.2. */
export async function verifyInclusion(
  crypto: Primitives, index: number, size: number, leaf: Bytes, proof: Bytes[], root: Bytes,
): Promise<boolean> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      r = await nodeHash(crypto, p, r);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      r = await nodeHash(crypto, r, p);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(r, root);
}

/** RFC 9162 s2.1.4.2. */
export async function verifyConsistency(
  crypto: Primitives, old: number, size: number, oldRoot: Bytes, root: Bytes, proof: Bytes[],
): Promise<boolean> {
  if (old > size || old < 0) return false;
  if (old === size) return proof.length === 0 && equal(oldRoot, root);
  if (old === 0) return proof.length === 0 && equal(oldRoot, await rootOf(crypto, []));
  const path = isPowerOfTwo(old) ? [oldRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let fn = old - 1;
  let sn = size - 1;
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  let fr = first;
  let sr = first;
  for (const c of path) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      fr = await nodeHash(crypto, c, fr);
      sr = await nodeHash(crypto, c, sr);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = await nodeHash(crypto, sr, c);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(fr, oldRoot) && equal(sr, root);
}
