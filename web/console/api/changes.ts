// SPDX-License-Identifier: Apache-2.0
// What changes in cases while a page is open, told by the server. The stream comes up again by
// itself, from where it ended; a page that was asleep asks anew when it wakes.
import { onBeforeUnmount, onMounted } from "vue";

export interface Change {
  case: string;
  version: number;
}

type Listener = (change: Change | undefined) => void;

const listeners = new Set<Listener>();
const firstPauseMs = 2000;
const longestPauseMs = 60_000;
let stream: EventSource | undefined;
/** It was up and is not: nobody can say what went by meanwhile. */
let broken = false;
let last = "";
let pause = firstPauseMs;
let timer: ReturnType<typeof setTimeout> | undefined;

const tell = (change: Change | undefined) => listeners.forEach((each) => each(change));

function open(): void {
  timer = undefined;
  if (stream || listeners.size === 0) return;
  stream = new EventSource(last ? `/api/v1/changes?after=${encodeURIComponent(last)}` : "/api/v1/changes");
  stream.addEventListener("open", () => {
    pause = firstPauseMs;
    // From a number on, the server tells what was missed; without one, nobody does.
    if (broken && !last) tell(undefined);
    broken = false;
  });
  stream.addEventListener("case", (event) => {
    last = event.lastEventId;
    tell(JSON.parse(event.data as string) as Change);
  });
  stream.addEventListener("reload", () => tell(undefined));
  // A broken line the browser mends itself; a refusal (the session ended) it does not.
  stream.addEventListener("error", () => {
    broken = true;
    if (stream?.readyState !== EventSource.CLOSED) return;
    close();
    timer = setTimeout(open, pause);
    pause = Math.min(pause * 2, longestPauseMs);
  });
}

function close(): void {
  stream?.close();
  stream = undefined;
}

addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !stream && !timer) {
    open();
    tell(undefined);
  }
});

/** Calls back while the component stands; without a change: something may have been missed. */
export function useChanges(listener: Listener): void {
  onMounted(() => {
    listeners.add(listener);
    if (!timer) open();
  });
  onBeforeUnmount(() => {
    listeners.delete(listener);
    if (listeners.size === 0) close();
  });
}
