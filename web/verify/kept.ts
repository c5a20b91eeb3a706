// SPDX-License-Identifier: Apache-2.0
// What a check has read, kept on this device as one: a newer checkpoint would not fit older tiles.
import { toHex, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";
import type { Answer } from "./world.ts";

const keptAt = "X-Kept-At";
const named = "check-";
const mostChecks = 50;

export class Kept {
  private readonly name: string;
  private readonly read = new Map<string, Answer>();

  /** `of`: what is checked, whole. Only its digest is kept. */
  constructor(crypto: Primitives, of: string) {
    this.name = `${named}${toHex(crypto.hash(utf8(of)))}`;
  }

  note(path: string, answer: Answer): void {
    this.read.set(path, answer);
  }

  /** Whether everything is kept that checking it again takes, this page included. */
  async save(): Promise<boolean> {
    if (!("caches" in globalThis) || !("serviceWorker" in navigator)) return false;
    try {
      await this.forget();
      const cache = await caches.open(this.name);
      const at = new Date().toISOString();
      for (const [path, answer] of this.read) {
        const headers = { "Content-Type": answer.header("Content-Type") ?? "", [keptAt]: at };
        await cache.put(path, new Response(answer.body, { headers }));
      }
      await tidy(caches);
      await keepPage();
      return true;
    } catch (error) {
      console.warn(error);
      return false;
    }
  }

  async forget(): Promise<void> {
    if ("caches" in globalThis) await caches.delete(this.name);
  }

  /** What was kept, and when; undefined where nothing was. */
  async open(): Promise<{ at: string; get(path: string): Promise<Answer> } | undefined> {
    if (!("caches" in globalThis) || !(await caches.has(this.name))) return undefined;
    const cache = await caches.open(this.name);
    const checkpoint = await cache.match("/log/checkpoint");
    const at = checkpoint?.headers.get(keptAt);
    if (!at) return undefined;
    const get = async (path: string) => {
      const answer = await cache.match(path);
      if (!answer) throw new TypeError(`not kept: ${path}`);
      return answerOf(answer);
    };
    return { at, get };
  }
}

/** Forgets all but the newest checks: the device's memory is not ours to fill. */
export async function tidy(storage: Pick<CacheStorage, "keys" | "delete">): Promise<void> {
  // Names come in the order in which they were made, and a check that is kept again is made anew.
  const checks = (await storage.keys()).filter((name) => name.startsWith(named));
  await Promise.all(checks.slice(0, -mostChecks).map((name) => storage.delete(name)));
}

export async function answerOf(answer: Response): Promise<Answer> {
  return {
    status: answer.status,
    body: new Uint8Array(await answer.arrayBuffer()),
    header: (name) => answer.headers.get(name),
  };
}

/** The page with its style and its programs, through the service worker that keeps them. */
async function keepPage(): Promise<void> {
  await navigator.serviceWorker.register("/offline.js", { scope: location.pathname });
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  }
  const assets = performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => name.startsWith(`${location.origin}/assets/`));
  const page = location.href.replace(/#.*/, "");
  await Promise.all([...new Set([page, ...assets])].map((each) => fetch(each, { credentials: "omit" })));
}
