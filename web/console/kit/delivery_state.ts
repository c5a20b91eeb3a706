// SPDX-License-Identifier: Apache-2.0
import type { Delivery } from "../api/types";

type Tone = "grey" | "blue" | "green" | "amber" | "red";

/** In the order in which they want to be looked at. */
export const deliveryStates: readonly { state: Delivery["state"]; tone: Tone }[] = [
  { state: "dead", tone: "red" },
  { state: "blocked", tone: "red" },
  { state: "by_hand", tone: "amber" },
  { state: "waiting", tone: "blue" },
  { state: "sending", tone: "blue" },
  { state: "delivered", tone: "green" },
  { state: "done_by_hand", tone: "green" },
  { state: "skipped", tone: "grey" },
];

export const toneOf = (state: Delivery["state"]): Tone => deliveryStates.find((each) => each.state === state)?.tone ?? "grey";
