// SPDX-License-Identifier: Apache-2.0
import { onScopeDispose, shallowRef, watch } from "vue";
import { api, said } from "../api/client";
import type { PenaltyRanges, StepForm } from "../api/types";

/** Typing goes on while the answer is made. */
const patienceMs = 300;

/** What may be imposed with what stands in the form; nothing for a step that asks for no penalty. */
export function usePenalty({ caseId, item }: { caseId: string; item: string }, step: StepForm, values: () => Record<string, string | null> | undefined) {
  const penalty = shallowRef<PenaltyRanges>();
  if (!(caseId || item) || !step.imposes) return penalty;
  let asked = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  async function ask(typed: Record<string, string | null>): Promise<void> {
    const mine = ++asked;
    const body = { step: step.step, values: typed };
    const answer = await said(caseId ? api.POST("/api/v1/cases/{case}/penalty", { params: { path: { case: caseId } }, body })
      : api.POST("/api/v1/items/{item}/penalty", { params: { path: { item } }, body })).catch(() => undefined);
    // Advice only: without it the form goes on, and the server refuses what is not lawful.
    if (mine === asked) penalty.value = answer;
  }
  watch(values, (typed) => {
    clearTimeout(waiting);
    if (typed) waiting = setTimeout(() => void ask(typed), patienceMs);
  }, { immediate: true, deep: true });
  onScopeDispose(() => clearTimeout(waiting));
  return penalty;
}
