// SPDX-License-Identifier: Apache-2.0
// What somebody typed and has not submitted. Each change is kept in this window at once
// (unsent.ts) and on the server a moment later, so that it is there again after a closed window and
// on another machine. Where two windows typed into the same form, both are shown and the person
// chooses.
import { computed, onBeforeUnmount, ref, shallowRef } from "vue";
import { api, said } from "./client";
import { Refused } from "./problem";
import { session } from "./session";
import { forget, forgetOthers, keep, kept, leftBehind, place as keyOf, type Sender, senders, type Unsent } from "./unsent";
import type { Values } from "../kit/form_values";

export interface StoredDraft {
  values: Values;
  revision: number;
  saved_at: string;
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
  const key = keyOf(session.value?.person ?? "", place);
  const values = ref<Values>({});
  const status = ref<"none" | "saving" | "saved" | "here" | "large">("none");
  const savedAt = ref("");
  /** When the draft was typed that this form began with. */
  const restoredFrom = ref("");
  const other = shallowRef<StoredDraft>();
  let first: Values = {};
  let revision = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let over = false;

  const keepHere = () => keep(key, { values: values.value, revision, case_version: caseVersion(), at: new Date().toISOString() });

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), pauseMs);
  }

  const send = (): Promise<void> => (running ??= transmit().finally(() => {
    running = undefined;
    if (restless()) schedule();
  }));
  let sent: Values = {};
  /** More was typed while it went out. */
  const restless = () => !over && !other.value && kept(key) !== undefined && !same(sent, values.value);

  async function transmit(): Promise<void> {
    await begun;
    if (over || other.value) return;
    sent = { ...values.value };
    status.value = navigator.onLine ? "saving" : "here";
    try {
      const body = { values: sent, case_version: caseVersion(), revision };
      const answer = await said(api.PUT("/api/v1/form-drafts/{place}", { ...of(place), body }));
      if (over) return;
      [revision, savedAt.value] = [answer.revision, answer.saved_at];
      if (same(sent, values.value)) {
        forget(key);
        status.value = "saved";
      } else {
        keepHere();
      }
    } catch (failure) {
      status.value = failure instanceof Refused && failure.status === 413 ? "large" : "here";
      if (failure instanceof Refused && failure.status === 409 && !over) await compare();
    }
  }

  /** Another window saved in between: the same, or something to choose between. */
  async function compare(): Promise<void> {
    const newest = await readStored(place).catch(() => undefined);
    revision = newest?.revision ?? 0;
    if (!newest || same(newest.values, values.value)) schedule();
    else other.value = newest;
  }

  /** Begins with what is kept, else with `initial`; what is typed before that is known stays. */
  const begin = (initial: Values): Promise<void> => (begun = read(initial));
  let begun: Promise<void> | undefined;

  async function read(initial: Values): Promise<void> {
    first = { ...initial };
    const here: Unsent | undefined = kept(key);
    const stored = await readStored(place).catch(() => undefined);
    revision = stored?.revision ?? here?.revision ?? 0;
    const found = here ?? stored;
    values.value = { ...initial, ...found?.values, ...values.value };
    if (found && !same(values.value, initial)) restoredFrom.value = here?.at ?? stored?.saved_at ?? "";
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
    forget(key);
    status.value = "saved";
  }

  function forgetHere(): void {
    clearTimeout(timer);
    forget(key);
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

  const isUnsent = () => !over && kept(key) !== undefined;
  const sender: Sender = {
    isUnsent,
    send: async () => {
      clearTimeout(timer);
      // The first may be one that is on its way already, without what was typed since.
      for (let round = 0; round < 2 && isUnsent(); ++round) await send();
    },
  };
  senders.add(sender);
  onBeforeUnmount(() => {
    senders.delete(sender);
    void sender.send();
  });

  const touched = computed(() => !same(values.value, first));
  return { values, status, savedAt, restoredFrom, other, touched, begin, change, keepMine, keepTheirs, discard, finish };
}

export type Draft = ReturnType<typeof useDraft>;

/** Before somebody signs out: what is not on the server goes there, and nothing stays here. */
export async function handOver(): Promise<void> {
  await Promise.all([...senders].map((each) => each.send()));
  for (const [place, { values, revision, case_version }] of leftBehind(session.value?.person ?? "")) {
    // Refused: there is a newer one from another window, or the form was submitted there.
    await said(api.PUT("/api/v1/form-drafts/{place}", { ...of(place), body: { values, revision, case_version } })).catch(() => undefined);
  }
  forgetOthers();
}

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
