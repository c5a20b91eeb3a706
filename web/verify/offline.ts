// SPDX-License-Identifier: Apache-2.0
// Service worker of the verify page: keeps the page with its style and programs, for when there is
// no connection. Always asks the site first. What a check reads is kept by the page itself.

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

const shelf = "verify-page";

async function answered(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) await (await caches.open(shelf)).put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await (await caches.open(shelf)).match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isPage = request.mode === "navigate" || /^(?:\/en)?\/v\/?$/.test(pathname);
  const own = origin === worker.location.origin && (isPage || pathname.startsWith("/assets/"));
  if (own && request.method === "GET") event.respondWith(answered(request));
});
