// SPDX-License-Identifier: Apache-2.0
// Recordings on their way to the server, by the tus protocol. They go on while other pages are
// shown; broken off by whatever, the same file goes on from where it was.
import { reactive } from "vue";
import type { PreviousUpload, Upload } from "tus-js-client";
import { t } from "../words/recordings";
import { untilConnected } from "./connection";
import { api } from "./client";
import { toProblem } from "./problem";
import { resume as resumeSession, session, untilSignedIn } from "./session";
import type { Problem } from "./types";

export type SendingState = "ready" | "hashing" | "sending" | "paused" | "waiting" | "done" | "failed";

/** What somebody says of a file. */
export interface Said {
  /** Number. */
  device: string;
  /** Person id; empty: as the server knows it. */
  officer: string;
  /** With offset; empty: unknown. */
  startedAt: string;
}

export interface Sending {
  id: number;
  name: string;
  size: number;
  sent: number;
  /** From where it went on. */
  resumedAt: number;
  state: SendingState;
  said: Said;
  recording: string;
  problem: Problem | undefined;
}

const endpoint = "/api/v1/uploads";
/** WebCrypto takes the whole file at once. */
const hashedMost = 256 * 1024 * 1024;
const retryDelays = [0, 1000, 3000, 8000];

export const sendings = reactive<Sending[]>([]);
const files = new Map<number, File>();
const uploads = new Map<number, Upload>();
let last = 0;

/** One person's uploads are nobody else's on this machine. */
const mine = () => `mingcha-upload ${session.value?.person ?? ""} `;
const fingerprintOf = (file: File) => `${mine()}${file.name} ${file.size} ${file.lastModified}`;

export function enter(file: File, said: Said): void {
  const id = ++last;
  files.set(id, file);
  sendings.push({ id, name: file.name, size: file.size, sent: 0, resumedAt: 0, state: "ready", said, recording: "", problem: undefined });
}

async function digestOf(file: File): Promise<string> {
  // Given by browsers to secure origins only: without it the server's own digest has to do.
  if (file.size > hashedMost || !globalThis.crypto?.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How long it plays, where this browser can tell. */
function playedMs(file: File): Promise<number> {
  return new Promise((resolve) => {
    const player = document.createElement(file.type.startsWith("audio/") ? "audio" : "video");
    const address = URL.createObjectURL(file);
    const end = (ms: number) => {
      clearTimeout(timer);
      player.removeAttribute("src");
      URL.revokeObjectURL(address);
      resolve(ms);
    };
    const timer = setTimeout(() => end(0), 5000);
    player.preload = "metadata";
    player.onloadedmetadata = () => end(Number.isFinite(player.duration) ? Math.round(player.duration * 1000) : 0);
    player.onerror = () => end(0);
    player.src = address;
  });
}

async function metadataOf(file: File, said: Said): Promise<Record<string, string>> {
  const length = said.startedAt ? await playedMs(file) : 0;
  const ended = length ? new Date(Date.parse(said.startedAt) + length).toISOString() : "";
  const all = { filename: file.name, filetype: file.type, source: "browser", sha256: await digestOf(file), device: said.device, officer: said.officer, started_at: said.startedAt, ended_at: ended };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

/** The server's own words, or that there are none. */
function refusalOf(status: number, body: string): Problem {
  try {
    return toProblem(status, JSON.parse(body));
  } catch {
    return { type: "about:blank", title: t("up_refused", { status }), status, instance: "", findings: [] };
  }
}

async function readSession(): Promise<void> {
  const { data } = await api.GET("/api/v1/session");
  if (data) resumeSession(data);
}

async function failed(one: Sending, failure: unknown): Promise<void> {
  const response = (failure as { originalResponse?: { getStatus(): number; getBody(): string } | null }).originalResponse;
  const status = response?.getStatus() ?? 0;
  if (one.state === "paused") return;
  if (status === 0 || status === 502 || status === 503 || status === 504) {
    one.state = "waiting";
    await untilConnected();
  } else if (status === 401) {
    one.state = "waiting";
    await untilSignedIn();
  } else if (status === 403 && response?.getBody().includes('"csrf"')) {
    await readSession();
  } else {
    [one.state, one.problem] = ["failed", refusalOf(status, response?.getBody() ?? "")];
    return;
  }
  if (one.state === "waiting" || one.state === "sending") goOn(one);
}

function goOn(one: Sending): void {
  one.state = "sending";
  uploads.get(one.id)?.start();
}

async function arrived(one: Sending): Promise<void> {
  const upload = uploads.get(one.id)?.url?.split("/").pop() ?? "";
  const { data } = await api.GET("/api/v1/uploads/{upload}", { params: { path: { upload } } });
  Object.assign(one, { recording: data?.recording ?? "", sent: one.size, state: "done" });
  files.delete(one.id);
  uploads.delete(one.id);
}

async function prepared(one: Sending, file: File): Promise<Upload> {
  const tus = await import("tus-js-client");
  let before: PreviousUpload | undefined;
  const upload: Upload = new tus.Upload(file, {
    endpoint, retryDelays, metadata: await metadataOf(file, one.said), removeFingerprintOnSuccess: true,
    fingerprint: () => Promise.resolve(fingerprintOf(file)),
    onBeforeRequest: (request) => request.setHeader("X-CSRF-Token", session.value?.csrf ?? ""),
    onProgress: (sent) => {
      if (before && !one.resumedAt) one.resumedAt = sent;
      one.sent = sent;
    },
    onSuccess: () => void arrived(one),
    onError: (failure) => void failed(one, failure),
    // Without a network there is nothing to try: failed() waits for it.
    onShouldRetry: (failure) => navigator.onLine && [0, 423].includes(failure.originalResponse?.getStatus() ?? 0) && one.state === "sending",
  });
  [before] = await upload.findPreviousUploads();
  if (before) upload.resumeFromPreviousUpload(before);
  return upload;
}

export async function begin(one: Sending): Promise<void> {
  const file = files.get(one.id);
  if (!file || one.state === "sending" || one.state === "hashing") return;
  one.problem = undefined;
  const known = uploads.get(one.id);
  if (!known) {
    one.state = "hashing";
    const upload = await prepared(one, file);
    uploads.set(one.id, upload);
    // Somebody may have thought better of it meanwhile.
    if (one.state !== "hashing") return;
  }
  goOn(one);
}

export function pause(one: Sending): void {
  one.state = "paused";
  void uploads.get(one.id)?.abort();
}

/** Out of the list, and what was sent of it off the server. */
export function cancel(one: Sending): void {
  const unfinished = one.state !== "done";
  one.state = "paused";
  const upload = uploads.get(one.id);
  // What the server has forgotten already needs no cancelling.
  if (upload && unfinished) upload.abort(true).catch(() => {});
  files.delete(one.id);
  uploads.delete(one.id);
  sendings.splice(sendings.indexOf(one), 1);
}

/** Names of what was not finished in this browser and does not stand in the list. */
export async function unfinished(): Promise<{ key: string; name: string }[]> {
  const tus = await import("tus-js-client");
  const storage = tus.defaultOptions.urlStorage;
  const all = storage ? await storage.findAllUploads() : [];
  return all.filter((each) => each.urlStorageKey.startsWith(`tus::${mine()}`)).map((each) => ({ key: each.urlStorageKey, name: each.metadata["filename"] ?? "" }))
    .filter((each) => each.name && !sendings.some((one) => one.name === each.name && one.state !== "done"));
}

export async function forget(keys: readonly string[]): Promise<void> {
  const tus = await import("tus-js-client");
  for (const key of keys) await tus.defaultOptions.urlStorage?.removeUpload(key);
}

/** A request on its way does not notice for minutes that the network is gone. */
async function waitForNetwork(one: Sending): Promise<void> {
  one.state = "waiting";
  void uploads.get(one.id)?.abort();
  await untilConnected();
  if (isWaiting(one)) goOn(one);
}
// Asked anew: while somebody waited the person may have paused it.
const isWaiting = (one: Sending) => one.state === "waiting";

addEventListener("offline", () => sendings.filter((each) => each.state === "sending").forEach((each) => void waitForNetwork(each)));
addEventListener("beforeunload", (event) => {
  if (sendings.some((one) => one.state === "sending" || one.state === "hashing")) event.preventDefault();
});
