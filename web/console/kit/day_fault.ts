// SPDX-License-Identifier: Apache-2.0
import { t } from "../words/standing_in";

/** What is wrong with a first and a last day; nothing when they fit. */
export function dayFault({ from, to }: { from: string; to: string }): string {
  if (!from || !to) return t("days_missing");
  return to < from ? t("days_reversed") : "";
}
