// SPDX-License-Identifier: Apache-2.0
// A step that is done on a page of its own: against the case as it was when the page came up, once.
import { computed, ref, shallowRef, watch } from "vue";
import { api, said } from "../api/client";
import { useKey } from "../api/drafts";
import { problemOf, Refused } from "../api/problem";
import { isOnlyReader } from "../api/session";
import type { components } from "../api/schema";
import type { Case, Done, Problem } from "../api/types";
import { t as frame } from "../words/frame";
import { useCase } from "./use_case";

type Body = components["schemas"]["Step"];

export function useAct(id: () => string, step: () => string) {
  const { value: found, problem: unreadable, load } = useCase(id);
  const began = shallowRef<Case>();
  const problem = shallowRef<Problem>();
  const busy = ref(false);
  const key = useKey();
  watch(found, (now) => {
    if (now && !began.value) began.value = now;
  });
  const open = computed(() => began.value?.next.find((each) => each.step === step()));
  /** Of the other steps: what hinders this one may be cured there. */
  const titles = computed(() => Object.fromEntries([...(began.value?.done ?? []), ...(began.value?.next ?? [])]
    .filter((each) => each.step !== step()).map((each) => [each.step, each.title])));
  /** What the step's own form asks for is no obstacle: it can be filled in here. */
  const isAskedHere = (where: string) => open.value?.form.some((field) => field.field === where) ?? false;
  const against = computed(() => ({ title: frame("obstacles"), findings: [...(open.value?.obstacles ?? []), ...(open.value?.missing ?? []).filter((each) => !isAskedHere(each.where))] }));
  const isMine = computed(() => open.value?.yours ?? !isOnlyReader.value);
  const movedOn = computed(() => !!found.value && !!began.value && found.value.version !== began.value.version);
  const draftChanged = computed(() => movedOn.value && found.value?.draft?.digest !== began.value?.draft?.digest);

  /** What is on the page is the newest from now on. */
  function takeNewest(): void {
    began.value = found.value;
    problem.value = undefined;
  }

  /** Nothing when refused; then `problem` or `movedOn` says why. */
  async function act(wish: Omit<Body, "expected_version">): Promise<Done | undefined> {
    if (busy.value || movedOn.value) return undefined;
    [busy.value, problem.value] = [true, undefined];
    const body = { ...wish, expected_version: began.value?.version ?? 0 };
    try {
      const answer = await said(api.POST("/api/v1/cases/{case}/steps/{step}", {
        params: { path: { case: id(), step: step() }, header: { "Idempotency-Key": key.of(body) } }, body,
      }));
      key.answered();
      return answer;
    } catch (failure) {
      if (failure instanceof Refused) key.answered();
      problem.value = problemOf(failure);
      if (failure instanceof Refused && (failure.has("version-stale") || failure.has("draft-changed"))) await load();
      if (movedOn.value) problem.value = undefined;
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { found, began, unreadable, load, open, titles, against, isMine, movedOn, draftChanged, takeNewest, act, busy, problem };
}
