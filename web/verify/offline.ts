// SPDX-License-Identifier: Apache-2.0
// Service worker of the verify page: what was checked with a connection can be checked again
// without one. Always asks the site first; what the site has taken back is forgotten here too.
import { keptAt } from "./kept.ts";

/** Of a service worker's own world, whose types do not go with those of a page. */
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
  addEventListener(what: "install" | "activate", done: (event: Waiting) => void): void;
  addEventListener(what: "fetch", done: (event: Fetching) => void): void;
}
const worker = self as unknown as Worker;

const shelf = "verify-1";

async function keep(request: Request, answer: Response): Promise<void> {
  const cache = await caches.open(shelf);
  if (answer.status === 404 || answer.status === 410) await cache.delete(request);
  if (!answer.ok || answer.redirected) return;
  const headers = new Headers(answer.headers);
  headers.set(keptAt, new Date().toISOString());
  headers.delete("Content-Encoding");
  await cache.put(request, new Response(await answer.blob(), { headers }));
}

async function answered(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request);
    await keep(request, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = new URL(request.url).origin === worker.location.origin;
  if (own && request.method === "GET") event.respondWith(answered(request));
});
