// SPDX-License-Identifier: Apache-2.0
// Which reviews are asked for, as it stands in the address of the queue.
import type { paths } from "../api/schema";
import type { ReviewFigures } from "../api/types";

export type ReviewQuery = NonNullable<paths["/api/v1/reviews"]["get"]["parameters"]["query"]>;
type Outcome = NonNullable<ReviewQuery["outcome"]>;

export const outcomes: readonly Outcome[] = ["decided", "annulled", "corrected"];
const openConditions = ["who", "unit", "late"] as const;
const opinedConditions = [...openConditions, "opinion", "outcome", "point", "passed", "first_round", "from", "to"] as const;

/** What can be asked of drafts that wait, or of opinions. */
export const conditionsOf = (opined: boolean): readonly string[] => (opined ? opinedConditions : openConditions);

/** What the server is asked; an address that somebody mistyped asks for less, not for an error. */
export function reviewQuery(text: (name: string) => string): ReviewQuery {
  const opined = text("part") === "opined";
  const out: ReviewQuery = { state: opined ? "opined" : "open" };
  const asked = (name: string) => (conditionsOf(opined).includes(name) ? text(name) : "");
  if (asked("who")) out.reviewer = asked("who");
  for (const name of ["unit", "opinion", "point", "from", "to"] as const) if (asked(name)) out[name] = asked(name);
  for (const name of ["passed", "late", "first_round"] as const) if (/^(true|false)$/.test(asked(name))) out[name] = asked(name) === "true";
  const outcome = outcomes.find((each) => each === asked("outcome"));
  if (outcome) out.outcome = outcome;
  return out;
}

/** The figures that count reviews. The others count points, rounds or minutes: no list has as many lines. */
export type Counted = "opinions" | "passed" | "returned" | "first_passed" | "late" | "standing" | "annulled" | "corrected";

/** What the reviews that a figure counts have in common. */
export const conditionsBehind: Record<Counted, Readonly<Record<string, string>>> = {
  opinions: {},
  passed: { passed: "true" },
  returned: { passed: "false" },
  first_passed: { first_round: "true", passed: "true" },
  late: { late: "true" },
  standing: { outcome: "decided" },
  annulled: { outcome: "annulled" },
  corrected: { outcome: "corrected" },
};

export function countOf(line: ReviewFigures, figure: Counted): number {
  if (figure === "returned") return line.opinions - line.passed;
  // The server counts as decided what was annulled or corrected since, too; its lists do not.
  if (figure === "standing") return line.decided - line.annulled - line.corrected;
  return line[figure];
}
