// SPDX-License-Identifier: Apache-2.0
// The server counts bytes of UTF-8, the browser counts UTF-16.
export interface BytePlaces {
  /** The stretch of text between two bytes. */
  slice: (begin: number, end: number) => string;
  /** Every place where the words stand, as bytes, in order, without overlap. */
  find: (words: string) => { begin: number; end: number }[];
  length: number;
}

export function bytePlaces(text: string): BytePlaces {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const lengthOf = (part: string) => new TextEncoder().encode(part).length;
  return {
    slice: (begin, end) => decoder.decode(bytes.subarray(begin, end)),
    find: (words) => {
      const out: { begin: number; end: number }[] = [];
      if (words === "") return out;
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        const begin = lengthOf(text.slice(0, at));
        out.push({ begin, end: begin + lengthOf(words) });
      }
      return out;
    },
    length: bytes.length,
  };
}
