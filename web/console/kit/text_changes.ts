// SPDX-License-Identifier: Apache-2.0
// What differs between two texts: Chinese by the character, other scripts and numbers by the word.
import { diffArrays } from "diff";

export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

const words = /\p{Script=Han}|\p{N}+|(?:(?!\p{Script=Han})\p{L})+|\s+|./gsu;
const wordsOf = (text: string): string[] => text.match(words) ?? [];
const paragraphsOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

// Finding changes takes time with the square of their number. What has more was written anew, and
// marks on single characters would tell nobody anything.
const mostInAll = 500;
const mostInParagraph = 150;

function wordChanges(before: string, after: string, most: number): Piece[] | undefined {
  return diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: most })?.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same", text: value.join(""),
  }));
}

function replaced(before: string, after: string): Piece[] {
  return [{ kind: "removed" as const, text: before }, { kind: "added" as const, text: after }].filter((piece) => piece.text);
}

/** Paragraphs that came in the place of others, each held against the one in its own place. */
function paragraphChanges(before: string[], after: string[]): Piece[] {
  const pairs = Math.min(before.length, after.length);
  const pieces = before.slice(0, pairs).flatMap((old, place) => wordChanges(old, after[place] ?? "", mostInParagraph) ?? replaced(old, after[place] ?? ""));
  return [...pieces, ...replaced(before.slice(pairs).join(""), after.slice(pairs).join(""))];
}

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}

/** In reading order; what was taken out stands before what came in its place. */
export function changesBetween(before: string, after: string): Piece[] {
  const whole = wordChanges(before, after, mostInAll);
  if (whole) return whole;
  const [old, present] = [paragraphsOf(before), paragraphsOf(after)];
  const runs = diffArrays(old, present, { maxEditLength: 2 * mostInAll });
  if (!runs) return joined(paragraphChanges(old, present));
  const pieces: Piece[] = [];
  let removed: string[] = [];
  for (const { added, removed: gone, value } of runs) {
    if (gone) { removed = value; continue; }
    if (added) pieces.push(...paragraphChanges(removed, value));
    else pieces.push(...replaced(removed.join(""), ""), { kind: "same", text: value.join("") });
    removed = [];
  }
  return joined([...pieces, ...replaced(removed.join(""), "")]);
}
