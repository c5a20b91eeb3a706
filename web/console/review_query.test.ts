// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReviewFigures } from "./api/types.ts";
import { type Counted, conditionsBehind, countOf, reviewQuery } from "./kit/review_query.ts";

const asked = (address: string) => reviewQuery((name) => new URLSearchParams(address).get(name) ?? "");

test("drafts that wait are narrowed by who, unit and lateness, by nothing of an opinion", () => {
  assert.deepEqual(asked(""), { state: "open" });
  assert.deepEqual(asked("who=me&unit=law&late=true"), { state: "open", reviewer: "me", unit: "law", late: true });
  assert.deepEqual(asked("outcome=annulled&point=facts&passed=true&opinion=return&from=2026-01-01&first_round=true"), { state: "open" });
});

test("opinions are narrowed by all there is, and flags may be asked for either way", () => {
  assert.deepEqual(asked("part=opined&outcome=annulled&point=facts&passed=false&late=false&first_round=true&opinion=return&from=2026-01-01&to=2026-02-01"), {
    state: "opined", outcome: "annulled", point: "facts", passed: false, late: false, first_round: true, opinion: "return", from: "2026-01-01", to: "2026-02-01",
  });
});

test("what nobody can mean is not asked", () => {
  assert.deepEqual(asked("part=opined&outcome=lost&passed=yes&late=1"), { state: "opined" });
});

test("each figure counts what its way asks for", () => {
  const review = (passed: boolean, round: number, late: boolean, outcome: string) => ({ passed, first_round: round === 1, late, outcome });
  const reviews = [
    review(true, 1, false, "decided"), review(true, 1, true, "annulled"), review(true, 2, false, "decided"), review(true, 1, false, ""),
    review(false, 1, false, ""), review(false, 2, true, ""), review(true, 3, false, "corrected"),
  ];
  const count = (fits: (one: (typeof reviews)[number]) => boolean) => reviews.filter(fits).length;
  const line: ReviewFigures = {
    key: "", title: "", again: 0, rounds: 0, minutes: 0, points_failed: 0,
    opinions: reviews.length, passed: count((one) => one.passed), first: count((one) => one.first_round),
    first_passed: count((one) => one.first_round && one.passed), late: count((one) => one.late),
    decided: count((one) => one.outcome !== ""), annulled: count((one) => one.outcome === "annulled"), corrected: count((one) => one.outcome === "corrected"),
  };
  for (const [figure, conditions] of Object.entries(conditionsBehind)) {
    const query = reviewQuery((name) => (name === "part" ? "opined" : conditions[name] ?? ""));
    const listed = count((one) => (["passed", "first_round", "late", "outcome"] as const).every((name) => query[name] === undefined || query[name] === one[name]));
    assert.equal(listed, countOf(line, figure as Counted), figure);
  }
});
