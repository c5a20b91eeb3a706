// SPDX-License-Identifier: Apache-2.0
// What was typed and has not reached the server. It lies in this window's session storage alone:
// it survives a page that is read anew and a session that ended, and is gone with the window. Who
// signs out, or signs in after somebody else, leaves and finds nothing of it. doc/console.md says
// why nothing stronger is needed.
import type { Values } from "../kit/form_values";

export interface Unsent {
  values: Values;
  /** The server's, that it grew from. */
  revision: number;
  case_version: number;
  at: string;
}

/** A form that is open. */
export interface Sender {
  isUnsent: () => boolean;
  send: () => Promise<void>;
}
export const senders = new Set<Sender>();

const prefix = "mingcha.draft.";
const prefixOf = (person: string) => `${prefix}${person}/`;
export const place = (person: string, where: string): string => prefixOf(person) + where;

export function keep(key: string, unsent: Unsent): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(unsent));
  } catch {
    // The browser's room is full or closed to us: then the server's copy is the only one.
  }
}

export function kept(key: string): Unsent | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? "null") as Unsent | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export const forget = (key: string): void => sessionStorage.removeItem(key);

const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));

/** Of forms that are closed: by the place of each. */
export const leftBehind = (person: string): Map<string, Unsent> =>
  new Map(keys().flatMap((key) => {
    const unsent = key.startsWith(prefixOf(person)) ? kept(key) : undefined;
    return unsent ? [[key.slice(prefixOf(person).length), unsent]] : [];
  }));

/** Nothing of anybody else stays readable; without a person, nothing of anybody. */
export function forgetOthers(person?: string): void {
  for (const key of keys()) if (person === undefined || !key.startsWith(prefixOf(person))) forget(key);
}

const anyUnsent = () => [...senders].some((each) => each.isUnsent());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") senders.forEach((each) => void each.send());
});
// The browser asks before it closes what cannot be sent just now.
addEventListener("beforeunload", (event) => {
  if (anyUnsent()) event.preventDefault();
});
