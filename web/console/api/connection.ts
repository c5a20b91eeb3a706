// SPDX-License-Identifier: Apache-2.0
// Whether the server can be reached. Whoever meets a broken connection waits here; one probe for
// all of them asks again, more slowly with each failure.
import { readonly, ref } from "vue";

const reachable = ref(true);
/** Somebody waits for the connection: the banner says so. */
export const connected = readonly(reachable);

const firstPauseMs = 1000;
const longestPauseMs = 15_000;

let waiting: Promise<void> | undefined;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
  });
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Resolves when the server answers again. */
export function untilConnected(): Promise<void> {
  reachable.value = false;
  waiting ??= (async () => {
    let next = firstPauseMs;
    do {
      await pause(next);
      next = Math.min(next * 1.6, longestPauseMs);
    } while (!(await answers()));
    reachable.value = true;
    waiting = undefined;
  })();
  return waiting;
}

addEventListener("offline", () => void untilConnected());
if (!navigator.onLine) void untilConnected();
