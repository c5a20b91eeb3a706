// SPDX-License-Identifier: Apache-2.0
// An editor's changes to the masks that the rules propose, before they are handed over.
import { computed, onMounted } from "vue";
import { placeOf, useDraft } from "../api/drafts";
import type { components } from "../api/schema";
import { bytePlaces } from "./byte_places";
import type { Marked } from "./paper_text.vue";

type Publication = components["schemas"]["Publication"];
export type Wish = components["schemas"]["Wish"];

export type MaskOf = components["schemas"]["MaskedText"]["masks"][number];

interface Stretch {
  begin: number;
  end: number;
  /** Nothing: it stays as it is. */
  replacement?: string;
  kind: "proposed" | "lifted" | "by_hand";
  reason: string;
  note: string;
}

/** What the server puts in place of what somebody masks by hand. */
const mark = "****";

/** As kept: with its words, by which it is known whether the text is still the same. */
interface KeptWish extends Wish {
  words: string;
}

export function useMasks(id: string, found: () => Publication | undefined) {
  const draft = useDraft(placeOf("publication", id), () => 0);
  const places = computed(() => bytePlaces(found()?.original ?? ""));
  const kept = (name: string) => computed<Wish[]>({
    get: () => (JSON.parse(draft.values.value[name] || "[]") as KeptWish[])
      .filter(({ begin, end, words }) => places.value.slice(begin, end) === words)
      .map(({ begin, end, note }) => ({ begin, end, note })),
    set: (wishes) => draft.change(name, wishes.length
      ? JSON.stringify(wishes.map((wish): KeptWish => ({ ...wish, words: places.value.slice(wish.begin, wish.end) }))) : ""),
  });
  const [add, lift] = [kept("add"), kept("lift")];
  onMounted(() => void draft.begin({}));
  const stretches = computed<Stretch[]>(() => {
    const covered = (begin: number, end: number) => add.value.some((wish) => wish.begin <= begin && wish.end >= end);
    const proposed = (found()?.proposed ?? []).filter((span) => !covered(span.begin, span.end)).map((span): Stretch => {
      const lifted = lift.value.find((wish) => wish.begin === span.begin && wish.end === span.end);
      return lifted ? { ...span, kind: "lifted", note: lifted.note, replacement: undefined } : { ...span, kind: "proposed", note: "" };
    });
    const byHand = add.value.map((wish): Stretch => ({ ...wish, kind: "by_hand", reason: "by_hand", replacement: mark }));
    return [...proposed, ...byHand].sort((one, other) => one.begin - other.begin);
  });

  function pieces(of: (stretch: Stretch) => Marked): Marked[] {
    const out: Marked[] = [];
    let at = 0;
    for (const stretch of stretches.value) {
      out.push({ kind: "same", text: places.value.slice(at, stretch.begin) }, of(stretch));
      at = stretch.end;
    }
    out.push({ kind: "same", text: places.value.slice(at, places.value.length) });
    return out.filter((piece) => piece.text !== "");
  }
  const wordsOf = (stretch: Stretch) => places.value.slice(stretch.begin, stretch.end);

  /** Everywhere the words stand outside other masks. False: nowhere. */
  function mask(words: string, note: string): boolean {
    const free = places.value.find(words).filter(({ begin, end }) => stretches.value.every((each) =>
      each.end <= begin || each.begin >= end || (each.kind === "proposed" && each.begin >= begin && each.end <= end)));
    const fresh = free.filter(({ begin, end }) => !stretches.value.some((each) => each.begin === begin && each.end === end && each.kind !== "lifted"));
    add.value = [...add.value, ...fresh.map((place) => ({ ...place, note }))];
    return fresh.length > 0;
  }

  function show(stretch: Stretch, note: string): void {
    lift.value = [...lift.value, { begin: stretch.begin, end: stretch.end, note }];
  }

  function undo(stretch: Stretch): void {
    const other = (wish: Wish) => wish.begin !== stretch.begin || wish.end !== stretch.end;
    [add.value, lift.value] = [add.value.filter(other), lift.value.filter(other)];
  }
  /** Begins with what somebody did by hand before. */
  function begin(from: { masks: readonly MaskOf[]; lifts: readonly Wish[] }): void {
    add.value = from.masks.filter((each) => each.reason === "by_hand").map((each) => ({ begin: each.original_begin, end: each.original_end, note: each.note }));
    lift.value = [...from.lifts];
  }
  return { begin, draft, add, lift, stretches, pieces, wordsOf, mask, show, undo };
}

/** The original with what somebody masked, or showed against the rules. */
export function markedOriginal(text: string, from: { masks: readonly MaskOf[]; lifts: readonly Wish[] }, noteOf: (reason: string, note: string) => string, liftedBecause: (note: string) => string): Marked[] {
  const places = bytePlaces(text);
  const stretches = [
    ...from.masks.map((mask) => ({ begin: mask.original_begin, end: mask.original_end, kind: "masked" as const, note: noteOf(mask.reason, mask.note) })),
    ...from.lifts.map((lift) => ({ ...lift, kind: "lifted" as const, note: liftedBecause(lift.note) })),
  ].sort((one, other) => one.begin - other.begin);
  const out: Marked[] = [];
  let at = 0;
  for (const each of stretches) {
    out.push({ kind: "same", text: places.slice(at, each.begin) }, { kind: each.kind, text: places.slice(each.begin, each.end), note: each.note });
    at = each.end;
  }
  out.push({ kind: "same", text: places.slice(at, places.length) });
  return out.filter((piece) => piece.text !== "");
}

/** A masked text with its masks marked. */
export function markedText(text: string, masks: readonly { begin: number; end: number; reason: string; note: string }[], noteOf: (reason: string, note: string) => string): Marked[] {
  const places = bytePlaces(text);
  const out: Marked[] = [];
  let at = 0;
  for (const mask of masks) {
    out.push({ kind: "same", text: places.slice(at, mask.begin) }, { kind: "masked", text: places.slice(mask.begin, mask.end), note: noteOf(mask.reason, mask.note) });
    at = mask.end;
  }
  out.push({ kind: "same", text: places.slice(at, places.length) });
  return out.filter((piece) => piece.text !== "");
}
