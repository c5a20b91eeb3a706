// SPDX-License-Identifier: Apache-2.0
// ael-text/v1: a masked text is held against the commitment to the whole one, piece by piece.
// Nobody who checks is given what was masked.
import { type Bytes, bigEndian, concat, fromBase64Url, utf8 } from "./bytes.ts";

export type Hash = (bytes: Bytes) => Bytes;

interface Part {
  shown: boolean;
  /** Of the masked copy. */
  characters: number;
  /** Of the text. */
  pieces: number;
  /** Pieces of several characters: the first one's place in the part, and how many. */
  whole: [number, number][];
  nodes: Bytes[];
}

export interface TextProof {
  pieces: number;
  parts: Part[];
}

const seedSize = 16;
const hashSize = 32;
const mostPieces = 2 ** 32;

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= mostPieces;

function readPart(value: unknown): Part | undefined {
  const { shown, characters, pieces, whole, nodes } = (value ?? {}) as Record<string, unknown>;
  if (typeof shown !== "boolean" || !isCount(characters) || !isCount(pieces)) return undefined;
  if (!Array.isArray(whole) || !Array.isArray(nodes)) return undefined;
  const pairs = whole as unknown[];
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isCount);
  if (!pairs.every(isPair)) return undefined;
  const size = shown ? seedSize : hashSize;
  const read = nodes.map((node) => (typeof node === "string" ? fromBase64Url(node) : undefined));
  if (read.some((node) => node?.length !== size)) return undefined;
  return { shown, characters, pieces, whole: pairs as [number, number][], nodes: read as Bytes[] };
}

export function readTextProof(value: unknown): TextProof | undefined {
  const { pieces, parts } = (value ?? {}) as Record<string, unknown>;
  if (!isCount(pieces) || !Array.isArray(parts)) return undefined;
  const read = parts.map(readPart);
  return read.some((part) => !part) ? undefined : { pieces, parts: read as Part[] };
}

/** The largest power of two below `count`, as RFC 6962 divides. */
function leftOf(count: number): number {
  let left = 1;
  while (left * 2 < count) left *= 2;
  return left;
}

const seedLabel = utf8("ael-text-seed/v1\0");
const pieceLabel = new Uint8Array([0]);
const nodeLabel = new Uint8Array([1]);

function hashUnder(hash: Hash, seed: Bytes, pieces: string[], from: number, to: number): Bytes {
  if (to - from === 1) return hash(concat(pieceLabel, seed, utf8(pieces[from] as string)));
  const middle = from + leftOf(to - from);
  const both = hash(concat(seedLabel, seed));
  return hash(concat(nodeLabel,
    hashUnder(hash, both.slice(0, seedSize), pieces, from, middle),
    hashUnder(hash, both.slice(seedSize), pieces, middle, to)));
}

/** The pieces that a shown part says its characters are. */
function piecesShown(part: Part, characters: string[]): string[] | undefined {
  const pieces: string[] = [];
  let next = 0;
  for (let at = 0; at < characters.length;) {
    const [place, count] = part.whole[next] ?? [];
    const length = place === at ? (count as number) : 1;
    if (place === at) ++next;
    if (length < 1 || at + length > characters.length) return undefined;
    pieces.push(characters.slice(at, at + length).join(""));
    at += length;
  }
  return next === part.whole.length ? pieces : undefined;
}

interface Covered extends Part {
  from: number;
  to: number;
  text: string[];
}

function covered(proof: TextProof, copy: string): Covered[] | undefined {
  const characters = Array.from(copy);
  const parts: Covered[] = [];
  let from = 0;
  let place = 0;
  for (const part of proof.parts) {
    const of = characters.slice(place, place += part.characters);
    if (of.length !== part.characters || part.pieces < 1) return undefined;
    const text = part.shown ? piecesShown(part, of) : [];
    if (!text || (part.shown && text.length !== part.pieces)) return undefined;
    parts.push({ ...part, from, to: from += part.pieces, text });
  }
  return place === characters.length && from === proof.pieces && from > 0 ? parts : undefined;
}

/**
 * The commitment of every text of which `copy` shows what the proof says it shows. Undefined when
 * the proof does not fit the copy.
 */
export function commitmentOf(hash: Hash, proof: TextProof, copy: string): Bytes | undefined {
  const parts = covered(proof, copy);
  if (!parts) return undefined;
  let at = 0;
  let node = 0;
  const root = (from: number, to: number): Bytes | undefined => {
    for (; (parts[at] as Covered).to <= from; ++at) node = 0;
    const part = parts[at] as Covered;
    if (to > part.to) {
      const middle = from + leftOf(to - from);
      const left = root(from, middle);
      const right = left && root(middle, to);
      return right && hash(concat(nodeLabel, left, right));
    }
    const given = part.nodes[node++];
    if (!given || (to === part.to && node !== part.nodes.length)) return undefined;
    return part.shown ? hashUnder(hash, given, part.text, from - part.from, to - part.from) : given;
  };
  const top = root(0, proof.pieces);
  return top && hash(concat(utf8("ael-text/v1\0"), bigEndian(proof.pieces, 8), top));
}
