// SPDX-License-Identifier: Apache-2.0
// The fields of the wall: how a group of items stands in a unit.
import type { WallUnit } from "../api/types";

export interface Field {
  all: number;
  /** Covered, or with its gaps explained. */
  good: number;
  missing: number;
  gaps: number;
  tone: "none" | "green" | "amber" | "red";
}

export function fieldOf(units: readonly Pick<WallUnit, "duties">[], group: string): Field {
  const field: Field = { all: 0, good: 0, missing: 0, gaps: 0, tone: "none" };
  for (const duty of units.flatMap((unit) => unit.duties)) {
    if (duty.group !== group) continue;
    field.all += duty.count;
    field.good += duty.covered + duty.explained;
    field.missing += duty.missing;
    field.gaps += duty.gaps;
  }
  if (field.all > 0) field.tone = field.missing > 0 ? "red" : field.gaps > 0 ? "amber" : "green";
  return field;
}

/** People questioned without a recording. */
export const unrecordedQuestionings = (units: readonly Pick<WallUnit, "duties">[]): number =>
  units.flatMap((unit) => unit.duties).filter((duty) => duty.item === "questioning").reduce((sum, duty) => sum + duty.missing, 0);
