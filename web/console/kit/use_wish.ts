// SPDX-License-Identifier: Apache-2.0
// Something that is asked of the server once, outside the steps of a procedure.
import { ref, shallowRef } from "vue";
import { useKey } from "../api/drafts";
import { problemOf, Refused } from "../api/problem";
import type { Problem } from "../api/types";

export interface Keyed {
  "Idempotency-Key": string;
}

export function useWish() {
  const problem = shallowRef<Problem>();
  const busy = ref(false);
  const key = useKey();

  /** False when refused; then `problem` says why. `what` tells one wish from another. */
  async function carryOut(what: unknown, send: (header: Keyed) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    [busy.value, problem.value] = [true, undefined];
    try {
      await send({ "Idempotency-Key": key.of(what) });
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
