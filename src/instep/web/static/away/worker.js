// @ts-check
/// <reference lib="webworker" />
// The worker that shows one page of its own while the computer is away. Its first line, which the
// computer writes, says what it keeps: files whose address names their bytes, and nothing else.
// No page of the person and no letter is ever kept here.

/** @type {{version: string, shell: string, files: string[], later: string[]}} */
const KEPT = /** @type {any} */ (self).KEPT;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const OURS = "instep-";
const CACHE = OURS + KEPT.version;
const AWAY = "/away/";

/** Where a page keeps what leads a kept session; a new version keeps its own. */
const LATER = "later";

/** So long we wait for a page before we show our own, in milliseconds. */
const PATIENCE = 3000;

worker.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => worker.skipWaiting()));
});
worker.addEventListener("activate", (event) => event.waitUntil(dropOld()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    if (!pathname.startsWith("/enter/")) event.respondWith(page(request, pathname));
    return;
  }
  if (request.method === "GET" && isLasting(pathname)) event.respondWith(lasting(request));
});

/** All of it or none: a version that is half here never takes over. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.files);
  if (await caches.has(LATER)) await (await caches.open(LATER)).addAll(KEPT.later);
}

/** The version before stays for pages that are still open; older ones go. */
async function dropOld() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}

/** Its address names its bytes, so it may be shown from what is kept. @param {string} path */
function isLasting(path) {
  return path.startsWith("/static/") || path.startsWith("/content/");
}

/** @param {Request} request */
async function lasting(request) {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/**
 * The computer's own page; ours, if it does not come. What a form sends is waited for.
 * @param {Request} request
 * @param {string} path
 */
async function page(request, path) {
  if (path === AWAY) return shell();
  const theirs = fetch(request);
  try {
    return await (request.method === "GET" ? Promise.race([theirs, tooLate()]) : theirs);
  } catch {
    return Response.redirect(AWAY, 303);
  }
}

async function shell() {
  return (await caches.match(KEPT.shell, { cacheName: CACHE })) ?? fetch(AWAY);
}

/** @returns {Promise<never>} */
function tooLate() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("too late")), PATIENCE);
  });
}
