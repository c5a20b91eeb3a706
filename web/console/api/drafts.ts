// SPDX-License-Identifier: Apache-2.0
// What somebody typed and has not submitted. Each change is kept on this machine at once and on the
// server a moment later, so that it is there again after a closed window and on another machine.
// Where two windows typed into the same form, both are shown and the person chooses.
import { computed, onBeforeUnmount, ref, shallowRef } from "vue";
import { api, said } from "./client";
import { Refused } from "./problem";
import { session } from "./session";
import type { Values } from "../kit/form_values";

export interface StoredDraft {
  values: Values;
  revision: number;
  saved_at: string;
}

/** As kept on this machine: `revision` is the server's that it grew from. */
interface LocalDraft {
  values: Values;
  revision: number;
  at: string;
}

const pauseMs = 700;

/** "c44f.filing": letters, digits, dot, hyphen and underscore, at most 120. */
export const placeOf = (...parts: string[]): string => parts.join(".").toLowerCase().replace(/[^a-z0-9._-]/g, "-").slice(0, 120);

const of = (place: string) => ({ params: { path: { place } } });

async function readStored(place: string): Promise<StoredDraft | undefined> {
  try {
    const { values, revision, saved_at } = await said(api.GET("/api/v1/form-drafts/{place}", of(place)));
    return { values: values as Values, revision, saved_at };
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 404) return undefined;
    throw failure;
  }
}

const drop = (place: string) => said(api.DELETE("/api/v1/form-drafts/{place}", of(place))).catch(() => undefined);

const same = (one: Values, other: Values): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => (one[key] ?? "") === (other[key] ?? ""));

export function useDraft(place: string, caseVersion: () => number) {
  const key = `mingcha.draft.${session.value?.person ?? ""}.${place}`;
  const values = ref<Values>({});
  const status = ref<"none" | "saving" | "saved" | "here">("none");
  const savedAt = ref("");
  /** When the draft was typed that this form began with. */
  const restoredFrom = ref("");
  const other = shallowRef<StoredDraft>();
  let first: Values = {};
  let revision = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let over = false;

  function keepHere(): void {
    const local: LocalDraft = { values: values.value, revision, at: new Date().toISOString() };
    try {
      localStorage.setItem(key, JSON.stringify(local));
    } catch {
      // The browser's room is full or closed to us: then the server's copy is the only one.
    }
  }

  function readHere(): LocalDraft | undefined {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null") as LocalDraft ?? undefined;
    } catch {
      return undefined;
    }
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), pauseMs);
  }

  async function send(): Promise<void> {
    if (sending || over || other.value) return;
    sending = true;
    const sent = { ...values.value };
    status.value = navigator.onLine ? "saving" : "here";
    try {
      const body = { values: sent, case_version: caseVersion(), revision };
      const answer = await said(api.PUT("/api/v1/form-drafts/{place}", { ...of(place), body }));
      if (over) return;
      [revision, savedAt.value, status.value] = [answer.revision, answer.saved_at, "saved"];
      if (same(sent, values.value)) localStorage.removeItem(key);
      else keepHere();
    } catch (failure) {
      status.value = "here";
      if (failure instanceof Refused && failure.status === 409 && !over) await compare();
    } finally {
      sending = false;
      if (!over && !other.value && !same(sent, values.value)) schedule();
    }
  }

  /** Another window saved in between: the same, or something to choose between. */
  async function compare(): Promise<void> {
    const newest = await readStored(place).catch(() => undefined);
    revision = newest?.revision ?? 0;
    if (!newest || same(newest.values, values.value)) schedule();
    else other.value = newest;
  }

  /** Begins with what is kept, else with `initial`. */
  async function begin(initial: Values): Promise<void> {
    first = { ...initial };
    const here = readHere();
    const stored = await readStored(place).catch(() => undefined);
    revision = stored?.revision ?? here?.revision ?? 0;
    const kept = here ?? stored;
    values.value = { ...initial, ...kept?.values };
    if (kept && !same(values.value, initial)) restoredFrom.value = here?.at ?? stored?.saved_at ?? "";
    // Typed here while the server had a newer one from elsewhere.
    if (here && stored && here.revision !== stored.revision && !same(here.values, stored.values)) other.value = stored;
    else if (here) schedule();
  }

  function change(field: string, value: string): void {
    if ((values.value[field] ?? "") === value) return;
    values.value = { ...values.value, [field]: value };
    keepHere();
    status.value = navigator.onLine ? "saving" : "here";
    schedule();
  }

  function keepMine(): void {
    revision = other.value?.revision ?? revision;
    other.value = undefined;
    schedule();
  }

  function keepTheirs(): void {
    if (!other.value) return;
    values.value = { ...first, ...other.value.values };
    revision = other.value.revision;
    other.value = undefined;
    localStorage.removeItem(key);
    status.value = "saved";
  }

  function forgetHere(): void {
    clearTimeout(timer);
    localStorage.removeItem(key);
  }

  async function discard(): Promise<void> {
    forgetHere();
    await drop(place);
    revision = 0;
    values.value = { ...first };
    restoredFrom.value = "";
    status.value = "none";
  }

  /** It was submitted: nothing of it is kept. */
  async function finish(): Promise<void> {
    over = true;
    forgetHere();
    await drop(place);
  }

  onBeforeUnmount(() => {
    if (timer && !over && status.value === "saving") void send();
    clearTimeout(timer);
  });

  const touched = computed(() => !same(values.value, first));
  return { values, status, savedAt, restoredFrom, other, touched, begin, change, keepMine, keepTheirs, discard, finish };
}

export type Draft = ReturnType<typeof useDraft>;

/** One key per wish, the same for as long as it has no answer: sent twice it is done once. */
export function useKey() {
  let wish = "";
  let key = "";
  return {
    of(body: unknown): string {
      const text = JSON.stringify(body);
      if (text !== wish || !key) [wish, key] = [text, makeKey()];
      return key;
    },
    answered(): void {
      key = "";
    },
  };
}

/** crypto.randomUUID is missing where the page came without TLS. */
function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
export { makeKey };
