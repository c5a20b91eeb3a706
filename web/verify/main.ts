// SPDX-License-Identifier: Apache-2.0
// The verify page: reads what stands after "#" or a chosen receipt, and shows what was found.
import { Inquiry } from "./check.ts";
import { Kept, answerOf } from "./kept.ts";
import { type Request, parseFragment } from "./link.ts";
import { storedMemory } from "./memory.ts";
import type { Reason } from "./outcome.ts";
import { loadPrimitives } from "./primitives.ts";
import { Screen, make } from "./screen.ts";
import { reasonWords, verdicts, words } from "./words.ts";
import type { Answer, World } from "./world.ts";

const timeoutMs = 20_000;
const receiptLimitBytes = 1 << 20;

async function get(path: string, kept: Kept): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    // The checkpoint and the document must be today's; tiles never change.
    const cache = path.startsWith("/log/tile/") ? "default" : "no-cache";
    const answer = await answerOf(await fetch(path, { signal: stop.signal, credentials: "omit", cache }));
    if (answer.status === 200) kept.note(path, answer);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

async function inquire(place: HTMLElement, request: Request, typed = new Map<string, string>()): Promise<void> {
  const screen = new Screen(place);
  screen.start();
  let values = typed;
  const crypto = await loadPrimitives(globalThis.crypto?.subtle);
  const kept = new Kept(crypto, request.kind === "receipt" ? request.text : location.hash);
  const world: World = {
    crypto,
    memory: storedMemory(() => localStorage),
    get: (path) => get(path, kept),
    show: (outcome) => screen.show(outcome),
    ask: async (_type, fields) => (values = await screen.ask(fields, typed)),
  };
  let outcome = await new Inquiry(world).run(request);
  const failed = (...reasons: Reason[]) => outcome.steps.some(({ reason }) => reason && reasons.includes(reason));
  const before = failed("unreachable") ? await kept.open() : undefined;
  if (before) outcome = await new Inquiry({ ...world, get: before.get }).run(request);
  const unsure = outcome.verdict === "unfinished" || outcome.verdict === "refuted";
  screen.finish(outcome, unsure ? () => void inquire(place, request, values) : undefined, before?.at);
  if (failed("withdrawn", "not_published")) await kept.forget();
  if (!before && outcome.verdict === "genuine" && (await kept.save())) screen.tellKept();
}

function chooser(place: HTMLElement): HTMLElement {
  const screen = new Screen(place);
  const file = make("input", { type: "file", id: "receipt", accept: ".tlog-proof,text/plain" });
  const key = make("input", { id: "key-id", autocomplete: "off", maxlength: "8", spellcheck: "false" });
  const problem = make("span", { class: "why", id: "key-problem" });
  const form = make("form", { class: "panel values" },
    make("p", {}, make("label", { for: "receipt" }, screen.say(words.choose)), file),
    make("p", {}, make("label", { for: "key-id" }, screen.say(words.key_label)), key, problem),
    make("button", { type: "submit" }, screen.say(words.start)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [chosen] = file.files ?? [];
    const keyId = key.value.trim().toLowerCase();
    const wrong = keyId !== "" && !/^[0-9a-f]{8}$/.test(keyId);
    key.setAttribute("aria-invalid", String(wrong));
    key.setAttribute("aria-describedby", problem.id);
    problem.textContent = wrong ? screen.say(words.key_wrong) : "";
    if (!chosen || wrong) return (chosen ? key : file).focus();
    void read(chosen).then((text) =>
      inquire(place, { kind: "receipt", text, ...(keyId ? { keyId } : {}) }));
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) file.files = event.dataTransfer.files;
  });
  return form;
}

// A receipt is a few kilobytes; anything large is something else, and fails as such.
async function read(file: File): Promise<string> {
  return file.size > receiptLimitBytes ? "" : file.text();
}

function open(place: HTMLElement): void {
  const request = parseFragment(location.hash);
  if (request === undefined) {
    place.replaceChildren(chooser(place));
  } else if (request === "malformed") {
    const screen = new Screen(place);
    place.replaceChildren(make("div", { class: "verdict open", role: "status" },
      make("h2", {}, screen.say(verdicts.unfinished.title)),
      make("p", {}, screen.say(reasonWords.link_malformed))), chooser(place));
  } else {
    void inquire(place, request);
  }
}

const place = document.getElementById("verify");
if (place) {
  open(place);
  addEventListener("hashchange", () => open(place));
}
