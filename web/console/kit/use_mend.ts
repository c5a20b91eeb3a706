// SPDX-License-Identifier: Apache-2.0
// What is done to the record when an error was found: a fact put right, a paper voided or left.
import { ref, shallowRef } from "vue";
import { api, said } from "../api/client";
import { useKey } from "../api/drafts";
import { problemOf, Refused } from "../api/problem";
import type { Case, FormField, Paper, Problem } from "../api/types";

export type Mend =
  | { kind: "correct"; field: FormField; shown: string }
  | { kind: "void" | "keep"; paper: Paper };

export function useMend(found: () => Case) {
  const problem = shallowRef<Problem>();
  const busy = ref(false);
  const key = useKey();

  const send = (mend: Mend, value: string, reason: string) => {
    const body = { reason, expected_version: found().version };
    const id = found().case;
    const header = { "Idempotency-Key": key.of({ mend, value, ...body }) };
    if (mend.kind === "correct") {
      return said(api.POST("/api/v1/cases/{case}/facts/{field}/corrections", { params: { path: { case: id, field: mend.field.field }, header }, body: { ...body, value } }));
    }
    const paper = { params: { path: { case: id, version: String(mend.paper.version) }, header }, body };
    return mend.kind === "void" ? said(api.POST("/api/v1/cases/{case}/papers/{version}/voiding", paper)) : said(api.POST("/api/v1/cases/{case}/papers/{version}/keeping", paper));
  };

  /** False when refused; then `problem` says why. */
  async function carryOut(mend: Mend, value: string, reason: string): Promise<boolean> {
    if (busy.value) return false;
    [busy.value, problem.value] = [true, undefined];
    try {
      await send(mend, value, reason);
      key.answered();
      return true;
    } catch (failure) {
      if (failure instanceof Refused) key.answered();
      problem.value = problemOf(failure);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { problem, busy, carryOut };
}
