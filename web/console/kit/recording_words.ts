// SPDX-License-Identifier: Apache-2.0
// What is found in recordings, and how steps stand, in words and tones.
import { t } from "../words/spans";

type Tone = "grey" | "blue" | "green" | "amber" | "red";

const found = {
  not_media: "found_not_media", unreadable: "found_unreadable", empty: "found_empty", too_large: "found_too_large", truncated: "found_truncated",
  gap: "found_gap", black: "found_black", frozen: "found_frozen", silence: "found_silence", damaged: "found_damaged", not_decoded: "found_not_decoded",
  no_video: "found_no_video", no_audio: "found_no_audio", clock: "found_clock", probe_killed: "found_probe_killed",
} as const;

export const findingWords = (kind: string): string => t(kind in found ? found[kind as keyof typeof found] : "found_other");

const serious = new Set(["not_media", "unreadable", "empty", "truncated", "damaged"]);
export const findingTone = (kind: string): Tone => (serious.has(kind) ? "red" : "amber");

/** Who did it: the program does some of it by itself. */
export const actorOf = (name: string): string => (name === "system" ? t("by_system") : name);

export type DutyState = "covered" | "explained" | "gaps" | "missing";
export const dutyStates: readonly DutyState[] = ["covered", "explained", "gaps", "missing"];
const states = { covered: "covered", explained: "explained", gaps: "gaps", missing: "missing", open: "open" } as const;
export const dutyWords = (state: string): string => t(states[state as keyof typeof states] ?? "open");
export const dutyTone = (state: string): Tone => ({ covered: "green", explained: "blue", gaps: "amber", missing: "red" } as const)[state as DutyState] ?? "grey";
