// SPDX-License-Identifier: Apache-2.0
// What a device wrote into the name of a file: its number and the time.

/** The longest number that stands in the name; empty: none. */
export function deviceIn(path: string, numbers: readonly string[]): string {
  const text = path.toLowerCase();
  return numbers.filter((number) => number && text.includes(number.toLowerCase())).sort((one, other) => other.length - one.length)[0] ?? "";
}

const pattern = /(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])[-_. T]*([01]\d|2[0-3])[-_.:]?([0-5]\d)(?:[-_.:]?([0-5]\d))?(?!\d)/;

/** "2026-12-01T09:30:00+08:00" of "DSJ-7_20261201-093000.mp4"; empty: none. */
export function momentIn(name: string): string {
  const found = pattern.exec(name);
  if (!found) return "";
  const [, year, month, day, hour, minute, second = "00"] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`;
}

const media = /\.(mp4|m4v|mov|mkv|avi|ts|mts|3gp|webm|wmv|flv|ps|dav|mp3|m4a|wav|ogg|aac|amr)$/i;
/** Of a folder from a device only these are taken: it holds indexes and logs as well. */
export const isMedia = (name: string): boolean => media.test(name);
