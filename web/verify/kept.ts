// SPDX-License-Identifier: Apache-2.0
// What a check has read, kept on this device as one: a newer checkpoint would not fit older tiles.
import { toHex, utf8 } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";
import type { Answer } from "./world.ts";

const keptAt = "X-Kept-At";

export class Kept {
  private readonly name: string;
  private readonly read = new Map<string, Answer>();

  /** `of`: what is checked, whole. Only its digest is kept. */
  constructor(crypto: Primitives, of: string) {
    this.name = `check-${toHex(crypto.hash(utf8(of)))}`;
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
