// @ts-check
// Everything was forgotten: nothing of it stays on this device either.

import { NAME } from "./store.js";

/** The store, what the worker keeps, and the worker itself. */
export async function forget() {
  indexedDB.deleteDatabase(NAME);
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

void forget();
