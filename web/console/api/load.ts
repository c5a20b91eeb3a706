// SPDX-License-Identifier: Apache-2.0
import { type Ref, ref, shallowRef } from "vue";
import { problemOf } from "./problem";
import type { Problem } from "./types";

/** What a page shows: nothing yet, the value, or why there is none. The old value stays while anew. */
export interface Loaded<T> {
  value: Ref<T | undefined>;
  problem: Ref<Problem | undefined>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

/** Only the newest question's answer counts; who asked before waits for it as well. */
export function useLoad<T>(ask: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const loading = ref(false);
  let newest = 0;
  let last = Promise.resolve();
  const load = () => (last = answerTo(++newest));
  const answerTo = async (mine: number): Promise<void> => {
    loading.value = true;
    try {
      const answer = await ask();
      if (mine === newest) [value.value, problem.value] = [answer, undefined];
    } catch (failure) {
      if (mine === newest) problem.value = problemOf(failure);
    } finally {
      if (mine === newest) loading.value = false;
    }
    if (mine !== newest) await last;
  };
  return { value, problem, loading, load };
}
