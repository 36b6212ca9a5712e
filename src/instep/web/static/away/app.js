// @ts-check
// The page for when the computer is away: what is in the address says which part of it is shown,
// and every answer is kept before the next part comes. Whatever goes wrong, nothing is offered.

import * as evening from "./evening.js";
import { flush, newId, start, throwAway } from "./outbox.js";
import { made, markOpen, putBack, show, tick, typed } from "./page.js";
import { about, back, closed, fittingOf, home, note, verdict } from "./parts.js";
import { EMPTY, ONWARD, SENT, TOO_OLD, judged } from "./saying.js";
import { load, scene } from "./scene.js";
import { keep } from "./store.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./evening.js").Draft} Draft */

/** Parts that ask: there is none of them where nothing may be offered. */
const ASKS = Object.freeze(["start", "look", "referral", "who", "today", "verdict", "play"]);

/** What leads a kept session; loaded only where there is one. @type {typeof import("./playing.js") | null} */
let player = null;

let isBack = false;
let isBusy = false;
let turns = 0;

/** The id of what this part tells: however often its button is hit, it is told once. */
let ownId = newId();

/** Where we are. */
function here() {
  return location.hash.slice(1);
}

/** @returns {HTMLFormElement} the one form of this part */
function form() {
  return /** @type {HTMLFormElement} */ (document.querySelector("main form"));
}

// -- What is shown --------------------------------------------------------------------------------

/** @param {string} [notice] the id of a note that comes first */
async function render(notice) {
  ownId = newId();
  const turn = (turns += 1);
  const place = here();
  player?.leave();
  try {
    const now = await scene();
    if (turn !== turns) return; // the address has changed since
    wear(now.mirror?.look ?? {});
    back(place);
    await part(now, place, notice);
    if (now.typed?.place === place && form() !== null) putBack(form(), now.typed.pairs);
  } catch {
    show("wrong", { numbers: null });
  }
}

/** @param {Scene} now @param {string} place @param {string} [notice] */
async function part(now, place, notice) {
  const [name, more] = place.split("/");
  if (now.mirror === undefined) return closed(now, "none");
  if (["line", "write", "kept"].includes(name)) return show(name, about(now.mirror));
  if (name === "parked") return note(now, place);
  if (ASKS.includes(name)) {
    const why = evening.closed(now.tables, now.mirror, now.now, now.on);
    return why === null ? ask(now, place, name, more) : closed(now, why);
  }
  const isOpen = now.ended !== undefined || now.mirror.evening?.asks;
  if (name === "close" && isOpen) return show("close", about(now.mirror));
  return show("home", home(now, isBack), notice);
}

/** @param {Scene} now @param {string} place @param {string} name @param {string} more */
async function ask(now, place, name, more) {
  const { tables, mirror, draft } = now;
  if (tables === null || mirror === undefined) return closed(now, "wrong");
  if (name === "look") {
    const isDue = evening.looksDue(mirror, now.now, now.on).includes(more);
    return isDue ? show(place.replaceAll("/", "-"), {}) : go("");
  }
  if (name === "referral") return show("referral", {});
  if (draft === undefined) return go("");
  if (!evening.isFresh(tables, draft, now.now, now.on)) return tooOld();
  if (name === "play") return lead(now, draft, more);
  const due = evening.next(tables, mirror, draft, now.now);
  if (name === "verdict") return due === "verdict" ? verdict(now, draft) : go(due);
  if (draft.judged) return go("verdict");
  if (name === "today" && isLater(more, due)) return go(due);
  show(place.replaceAll("/", "-"), {});
  tick(form(), draft.today);
}

/** A kept session, if today's answers let every step of it play. @param {Scene} now @param {Draft} draft @param {string} more */
async function lead(now, draft, more) {
  const { tables, mirror } = now;
  const found = (/** @type {Scene} */ here) =>
    fittingOf(here, draft).find(({ key }) => key === decodeURIComponent(more));
  const session = found(now);
  if (session === undefined || tables === null || mirror === undefined) return go("verdict");
  player = await import("./playing.js");
  show("play", {});
  const answers = evening.answersOf(tables, mirror, draft);
  const fits = async () => found(await scene()) !== undefined;
  await player.play(now, draft, answers, session, { fits, onEnd: (how) => void over(how) });
}

/** It is over: what hurts, and what is too old, is asked anew. @param {string} how */
async function over(how) {
  if (how === "stale") return tooOld();
  if (how !== "hurts") return go("close");
  await keep("draft", null);
  player?.leave();
  show("hurt", {});
}

/** A page that is not due yet leads to the one that is. @param {string} page @param {string} due */
function isLater(page, due) {
  const [name, wanted] = due.split("/");
  if (name === "judge") return false;
  return name !== "today" || evening.PAGES.indexOf(page) > evening.PAGES.indexOf(wanted);
}

/** How the person wants every page to look. @param {Record<string, string>} look */
function wear(look) {
  const hour = new Date().getHours();
  const { text = "usual", motion = "auto", light = "auto" } = look;
  const theme = light !== "auto" ? light : hour >= 7 && hour < 19 ? "" : "evening";
  Object.assign(document.documentElement.dataset, { text, motion, theme });
  if (theme === "") delete document.documentElement.dataset.theme;
}

// -- Where it goes on -----------------------------------------------------------------------------

/** @param {string} place */
async function go(place) {
  if (place === "judge") return go(await judged(await scene()));
  if (here() === place) return render();
  location.hash = place;
}

async function onward() {
  const { tables, mirror, draft, now } = await scene();
  if (!tables || !mirror || !draft) return go("");
  await go(evening.next(tables, mirror, draft, now));
}

async function tooOld() {
  await keep("draft", null);
  history.replaceState(null, "", "#");
  await render(TOO_OLD);
}

/** After something was said: on, or the lines that are still open. @param {string | readonly string[]} next */
async function follow(next) {
  if (typeof next !== "string") return markOpen(form(), next);
  if (next === EMPTY) return tellEmpty();
  await keep("typed", null);
  if (next === TOO_OLD) return tooOld();
  return next === ONWARD ? onward() : go(next);
}

function tellEmpty() {
  if (document.querySelector("main .note") === null) form().prepend(made("pick"));
  /** @type {HTMLElement | null} */ (document.querySelector("main .note"))?.focus();
}

/** @type {Readonly<Record<string, (button: HTMLElement) => Promise<unknown>>>} */
const DONE = Object.freeze({
  start: async () => {
    const { tables, mirror, draft, now, on } = await scene();
    const why = evening.closed(tables, mirror, now, on);
    if (why !== null || !tables || !mirror) return go("start");
    const isOpen = draft && !draft.judged && evening.isFresh(tables, draft, now, on);
    if (!isOpen) await keep("draft", evening.begun(tables, mirror, newId(), on));
    return onward();
  },
  try: async () => {
    isBack = await flush(true);
    return render();
  },
  discard: async (button) => {
    await throwAway(button.dataset.key ?? "");
    return render();
  },
});

// -- One thing after the other --------------------------------------------------------------------

/** What is hit again while it is being done is not done again. @param {() => Promise<unknown>} work */
async function once(work) {
  if (isBusy) return;
  isBusy = true;
  try {
    await work();
  } catch {
    show("wrong", { numbers: null });
  } finally {
    isBusy = false;
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const { target, submitter } = event;
  const [name, more] = here().split("/");
  const data = new FormData(/** @type {HTMLFormElement} */ (target), submitter);
  const said = submitter instanceof HTMLButtonElement ? submitter.value : "";
  void once(async () => {
    if (!Object.hasOwn(SENT, name)) return;
    await follow(await SENT[name]({ here: await scene(), id: ownId, data, said, more }));
  });
});
document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-do]") : null;
  if (button instanceof HTMLElement) void once(() => DONE[button.dataset.do ?? ""](button));
});
document.addEventListener("input", () => {
  void keep("typed", { place: here(), pairs: typed(form()) }).catch(() => {});
});
addEventListener("hashchange", () => void render());

async function begin() {
  await load().catch(() => {}); // without tables every part says that nothing is offered
  await render();
  isBack = await start();
  if (here() === "" && !isBusy) await render();
}

void begin();
