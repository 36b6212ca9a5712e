// @ts-check
// The outbox on this device: keeps what is told, and sends it as soon as the computer is there.
// One page sends at a time. What queue.js decides is written down before anything else is done.

import { CALM, add, answered, discard, edit, keyOf, letter, mayTry, meaning, nextTry } from "./queue.js";
import { inStore, put } from "./store.js";
import { uuid7 } from "./uuid7.js";

/** @typedef {import("./queue.js").Box} Box */
/** @typedef {import("./queue.js").Entry} Entry */
/** @typedef {import("./queue.js").Held} Held */

const LETTERS = "/sync/";
const MIRROR = "/sync/mirror.json";

/** So long we wait for an answer, in milliseconds. */
const PATIENCE = 20_000;

/** @type {number | undefined} */
let timer;

// -- Keeping --------------------------------------------------------------------------------------

/** A new id for something told now. */
export function newId() {
  return uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** The day it is here, as YYYY-MM-DD. @param {Date} now */
export function dayOf(now) {
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * Keep something told, and what else changes with it, at once. The same id is kept once, however
 * often the button was hit.
 * @param {string} id
 * @param {string} kind
 * @param {Record<string, any>} body
 * @param {Record<string, unknown>} also what is kept by name; null takes it away
 */
export async function save(id, kind, body, also = {}) {
  const now = new Date();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  /** @type {Entry} */
  const entry = { id, version: 1, kind, at: now.toISOString(), zone, on: dayOf(now), body };
  await change((box) => add(box, entry), also);
  void flush(true);
}

/** Throw this entry away. @param {string} key */
export function throwAway(key) {
  return change((box) => discard(box, key));
}

/** Say a parked entry in other words. @param {string} key @param {Record<string, any>} body */
export async function say(key, body) {
  await change((box) => edit(box, key, body));
  void flush(true);
}

/** All that is held of the person the computer last knew, the oldest first. @returns {Promise<Box>} */
export function read() {
  return inStore("readonly", (outbox, kept) => boxIn(outbox, kept));
}

/** @param {IDBObjectStore} outbox @param {IDBObjectStore} kept @returns {() => Box} */
function boxIn(outbox, kept) {
  const held = outbox.getAll();
  const mirror = kept.get("mirror");
  const pace = kept.get("pace");
  return () => {
    const own = held.result.filter(({ whose }) => whose === mirror.result?.whose);
    return { held: inOrder(own), pace: pace.result ?? CALM };
  };
}

/** Ids sort by when they were made. @param {Held[]} held */
function inOrder(held) {
  return held.sort((one, other) => (keyOf(one.entry) < keyOf(other.entry) ? -1 : 1));
}

/**
 * The box as this makes it; what another page has put in meanwhile is in it. Where the computer
 * now keeps other records, those of before stay here, unseen and unsent, until they are back.
 * @param {(box: Box) => Box} work
 * @param {Record<string, unknown>} also
 * @returns {Promise<Box>}
 */
function change(work, also = {}) {
  return inStore("readwrite", (outbox, kept) => {
    const read = boxIn(outbox, kept);
    const mirror = kept.get("mirror"); // asked for last, so that all the rest is there by then
    /** @type {Box} */
    let after;
    mirror.onsuccess = () => {
      const before = read();
      after = work(before);
      write(outbox, before, after, mirror.result?.whose);
      const all = { ...moved(mirror.result, also.mirror), pace: after.pace, ...also };
      for (const [name, value] of Object.entries(all)) put(kept, name, value);
    };
    return () => after;
  });
}

/** What was half said, kept or played is of the person before. @param {any} before @param {any} after */
function moved(before, after) {
  const isOther = before !== undefined && after !== undefined && before.whose !== after.whose;
  if (!isOther) return {};
  return { draft: null, typed: null, sessions: null, playing: null, ended: null };
}

/** @param {IDBObjectStore} outbox @param {Box} before @param {Box} after @param {string} whose */
function write(outbox, before, after, whose) {
  const left = new Set(after.held.map((held) => keyOf(held.entry)));
  for (const { entry } of before.held) {
    if (!left.has(keyOf(entry))) outbox.delete(keyOf(entry));
  }
  for (const held of after.held) {
    if (!before.held.includes(held)) outbox.put({ ...held, key: keyOf(held.entry), whose });
  }
}

// -- Sending --------------------------------------------------------------------------------------

/**
 * Send what waits, if it is time, and hear what the computer knows. Gives whether it answered.
 * @param {boolean} nudged a person has come back, or a network has
 * @returns {Promise<boolean>}
 */
export function flush(nudged) {
  return alone(async () => {
    const box = await read();
    const isQuiet = letter(box).length === 0;
    const isThere = (nudged && isQuiet) || mayTry(box, Date.now(), nudged) ? await send() : false;
    await wait();
    return isThere;
  }).catch(() => false); // without a store there is nothing that could be sent
}

/** Only one page at a time. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
function alone(work) {
  return navigator.locks ? navigator.locks.request("instep-outbox", work) : work();
}

/** The mirror first: it brings the token that letters need. */
async function send() {
  const glass = await ask(MIRROR, {});
  if (meaning(glass.status) !== "taken" || typeof glass.body?.token !== "string") {
    await settle([], glass);
    return false;
  }
  await settle([], { ...glass, receipts: [] });
  for (let box = await read(); mayTry(box, Date.now(), false); ) {
    const sent = letter(box);
    const { token, whose } = glass.body;
    const body = JSON.stringify({ sent: new Date().toISOString(), whose, entries: sent });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    box = await settle(sent, await ask(LETTERS, { method: "POST", headers, body }));
  }
  return true;
}

/**
 * One answer, whatever it is: nothing at all is an answer too.
 * @typedef {{status: number | null, receipts: unknown, retryAfter: number | null, body: any}} Heard
 * @param {string} address
 * @param {RequestInit} more
 * @returns {Promise<Heard>}
 */
async function ask(address, more) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(address, { ...more, cache: "no-store", redirect: "error", signal });
    const body = response.ok ? await response.json() : null;
    const retryAfter = seconds(response.headers.get("Retry-After"));
    return { status: response.status, receipts: body?.receipts, retryAfter, body };
  } catch {
    return { status: null, receipts: null, retryAfter: null, body: null };
  }
}

/** Seconds, or a date. @param {string | null} given */
function seconds(given) {
  if (given === null) return null;
  const number = /^\d+$/.test(given) ? Number(given) : (Date.parse(given) - Date.now()) / 1000;
  return Number.isFinite(number) ? Math.max(0, number) : null;
}

/**
 * Write down what an answer means, and what the computer knows now, in one.
 * @param {readonly Entry[]} sent
 * @param {Heard} heard
 */
function settle(sent, heard) {
  const { token: _, ...mirror } = heard.body?.mirror ?? heard.body ?? {};
  const also = mirror.about === undefined ? {} : { mirror };
  return change((box) => answered(box, sent, heard, Date.now(), Math.random), also);
}

/** Try again by ourselves, when it is time. */
async function wait() {
  clearTimeout(timer);
  const at = nextTry(await read());
  if (at !== null) timer = setTimeout(() => void flush(false), Math.max(1000, at - Date.now()));
}

/** Send now, and whenever a network or a person comes back. @returns {Promise<boolean>} */
export function start() {
  addEventListener("online", () => void flush(true));
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void flush(true);
  });
  return flush(true);
}
