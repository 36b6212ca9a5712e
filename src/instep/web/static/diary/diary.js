// @ts-check
// On the page of a day's line: each touch is kept at once, and it is said when it is. While the
// computer is away it is kept on this device. Without this the button at the end keeps it all.

import { newId, save } from "../away/outbox.js";

/** So long a touch may still be followed by another on the same keys, in milliseconds. */
const SETTLES = 300;

/** So long a pause between two words may be. */
const PAUSE = 1500;

const form = /** @type {HTMLFormElement} */ (document.getElementById("line"));
const said = /** @type {HTMLElement} */ (document.getElementById("kept"));

/** What was touched and is not kept yet: the last of each. @type {Map<string, string>} */
const waiting = new Map();

/** @type {number | undefined} */
let timer;

/** One sending after the other. @type {Promise<void>} */
let sending = Promise.resolve();

/** @param {string} word which of the sentences that came with the form */
function say(word) {
  said.textContent = "";
  said.textContent = form.dataset[word] ?? "";
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {number} settles */
function touched(field, settles) {
  const isTick = field.type === "checkbox" && field instanceof HTMLInputElement;
  waiting.set(field.name, isTick ? (field.checked ? "yes" : "no") : field.value);
  said.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(() => void keepAll(), settles);
}

/** @returns {Promise<void>} */
function keepAll() {
  clearTimeout(timer);
  sending = sending.then(keepWaiting);
  return sending;
}

async function keepWaiting() {
  if (waiting.size === 0) return;
  const parts = Object.fromEntries(waiting);
  waiting.clear();
  try {
    say((await sent(parts)) ? "kept" : "not");
  } catch {
    await keptHere(parts).then(() => say("here"), () => say("not"));
  }
}

/** Whether the computer kept it; throws where it is not there. @param {Record<string, string>} parts */
async function sent(parts) {
  const token = new FormData(form).get("csrfmiddlewaretoken");
  const body = new URLSearchParams({ ...parts, csrfmiddlewaretoken: String(token) });
  const headers = { Accept: "application/json" };
  const answer = await fetch(location.pathname, { method: "POST", body, headers, keepalive: true });
  if (answer.status >= 500 || answer.status === 403) throw new Error("away");
  return answer.ok && !answer.redirected;
}

/** @param {Record<string, string>} parts */
async function keptHere(parts) {
  const told = Object.entries(parts).map(([name, value]) => [name, plain(name, value)]);
  await save(newId(), "line", { day: form.dataset.day, ...Object.fromEntries(told) });
}

/** As a letter says it: a number or null, yes or no, words. @param {string} name @param {string} value */
function plain(name, value) {
  if (name === "text") return value.trim();
  if (name === "flare" || name === "new_drug") return value === "yes";
  return value === "" ? null : Number(value);
}

form.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLInputElement) touched(target, SETTLES);
  if (target instanceof HTMLTextAreaElement) touched(target, PAUSE);
});
form.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: "nearest" });
});
addEventListener("pagehide", () => void keepAll());
