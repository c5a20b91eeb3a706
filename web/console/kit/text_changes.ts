// SPDX-License-Identifier: Apache-2.0
// What differs between two texts: Chinese by the character, other scripts and numbers by the word.
import { diffArrays } from "diff";

export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

const words = /\p{Script=Han}|\p{N}+|(?:(?!\p{Script=Han})\p{L})+|\s+|./gsu;
const wordsOf = (text: string): string[] => text.match(words) ?? [];

/** In reading order; what was taken out stands before what came in its place. */
export function changesBetween(before: string, after: string): Piece[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same", text: value.join(""),
  }));
}
