// SPDX-License-Identifier: Apache-2.0
/** On an answer that a check without a connection takes from this device: when it was kept. */
export const keptAt = "X-Kept-At";

/** So that this page, and whatever it has checked, is there without a connection as well: whether
 *  all of it is now. */
export async function keepForOffline(): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("/offline.js", { scope: location.pathname });
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
    // Most of it was fetched before there was anybody to keep it.
    const had = performance.getEntriesByType("resource").map(({ name }) => name);
    const own = [location.href.replace(/#.*/, ""), ...had.filter((name) => name.startsWith(location.origin))];
    const kept = await Promise.all([...new Set(own)].map((each) => fetch(each, { credentials: "omit" })));
    return kept.every((answer) => !answer.headers.has(keptAt));
  } catch (error) {
    console.warn(error);
    return false;
  }
}
