// SPDX-License-Identifier: Apache-2.0
import type { Delivery } from "../api/types";
import { t } from "../words/channels";

type Tone = "grey" | "blue" | "green" | "amber" | "red";

/** In the order in which they want to be looked at. */
export const deliveryStates: readonly { state: Delivery["state"]; tone: Tone; title: () => string }[] = [
  { state: "dead", tone: "red", title: () => t("state_dead") },
  { state: "blocked", tone: "red", title: () => t("state_blocked") },
  { state: "by_hand", tone: "amber", title: () => t("state_by_hand") },
  { state: "waiting", tone: "blue", title: () => t("state_waiting") },
  { state: "sending", tone: "blue", title: () => t("state_sending") },
  { state: "delivered", tone: "green", title: () => t("state_delivered") },
  { state: "done_by_hand", tone: "green", title: () => t("state_done_by_hand") },
  { state: "skipped", tone: "grey", title: () => t("state_skipped") },
];

const whats: Record<Delivery["what"], () => string> = {
  published: () => t("what_published"),
  corrected: () => t("what_corrected"),
  withdrawn: () => t("what_withdrawn"),
  expired: () => t("what_expired"),
};

export const toneOf = (state: Delivery["state"]): Tone => deliveryStates.find((each) => each.state === state)?.tone ?? "grey";
export const stateOf = (state: Delivery["state"]): string => deliveryStates.find((each) => each.state === state)?.title() ?? state;
export const whatOf = (what: Delivery["what"]): string => whats[what]();
