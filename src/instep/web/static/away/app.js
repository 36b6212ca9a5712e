// @ts-check
// The page for when the computer is away: what is in the address says which part of it is shown,
// and every answer is kept before the next part comes. Whatever goes wrong, nothing is offered.

import { readTables } from "../kernel/index.js";
import * as evening from "./evening.js";
import { withTold } from "./known.js";
import { newId, dayOf, read, save, say as sayAnew, start, flush, throwAway } from "./outbox.js";
import { made, markOpen, putBack, show, tick, typed } from "./page.js";
import { back, closed, home, note, parkedNote, verdict } from "./parts.js";
import { keep, kept } from "./store.js";
import { sayer } from "./telling.js";

/** @typedef {import("./known.js").Mirror} Mirror */
/** @typedef {import("./evening.js").Draft} Draft */
/** @typedef {import("./queue.js").Box} Box */
/** @typedef {import("./telling.js").Say} Say */
/** @typedef {import("../kernel/tables.js").Tables} Tables */
/**
 * Everything that a part of the page is made of.
 * @typedef {object} Scene
 * @property {Tables | null} tables
 * @property {Say} say
 * @property {Mirror | undefined} mirror with what was told here since
 * @property {Draft | undefined} draft
 * @property {{place: string, pairs: [string, string][]} | undefined} typed and not sent yet
 * @property {Box} box
 * @property {number} now
 * @property {string} on
 * @property {boolean} isBack
 */

/** @type {{tables: Tables | null, say: Say}} */
const content = { tables: null, say: sayer({}) };
let isBack = false;
let isBusy = false;
/** The id of what this part tells: however often its button is hit, it is told once. */
let ownId = newId();
let turns = 0;

// -- What is there --------------------------------------------------------------------------------

/** @param {string} name */
function address(name) {
  return document.querySelector(`meta[name="instep-${name}"]`)?.getAttribute("content") ?? "";
}

/** The kernel's tables and the words, from what is kept of this version. */
async function load() {
  const [tables, words] = await Promise.all(
    ["kernel", "words"].map(async (name) => (await fetch(address(name))).text()),
  );
  content.say = sayer(JSON.parse(words));
  content.tables = readTables(tables, address("kernel").split("/")[2]);
}

/** @returns {Promise<Scene>} */
async function scene() {
  const now = new Date();
  const [mirror, draft, typed] = await Promise.all(["mirror", "draft", "typed"].map(kept));
  const box = await read();
  const known = mirror && withTold(mirror, box.held.map((held) => held.entry));
  const when = { now: now.getTime(), on: dayOf(now) };
  return { ...content, mirror: known, draft, typed, box, ...when, isBack };
}

// -- What is shown --------------------------------------------------------------------------------

/** @param {string} [notice] the id of a note that comes first */
async function render(notice) {
  ownId = newId();
  const turn = (turns += 1);
  const place = location.hash.slice(1);
  try {
    const here = await scene();
    if (turn !== turns) return; // the address has changed since
    wear(here.mirror?.look ?? {});
    back(place);
    await part(here, place, notice);
    if (here.typed?.place === place && form() !== null) putBack(form(), here.typed.pairs);
  } catch {
    show("wrong", { numbers: null });
  }
}

/** @param {Scene} here @param {string} place @param {string} [notice] */
async function part(here, place, notice) {
  const [name, more] = place.split("/");
  if (here.mirror === undefined) return closed(here, "none");
  if (name === "write") return show("write", {});
  if (name === "parked") return note(here.box, place);
  if (name === "kept") return show("kept", {});
  const why = evening.closed(here.tables, here.mirror, here.now, here.on);
  if (ASKS.includes(name)) return why === null ? ask(here, place, name, more) : closed(here, why);
  if (name === "close" && here.mirror?.evening?.asks) return show("close", {});
  return show("home", home(here), notice);
}

const ASKS = Object.freeze(["start", "look", "referral", "who", "today", "verdict"]);

/** @param {Scene} here @param {string} place @param {string} name @param {string} more */
async function ask(here, place, name, more) {
  const { tables, mirror, draft, now, on } = here;
  if (tables === null || mirror === undefined) return closed(here, "wrong");
  if (name === "look") {
    const isDue = evening.looksDue(mirror, now, on).includes(more);
    return isDue ? show(place.replaceAll("/", "-"), {}) : go("");
  }
  if (name === "referral") return show("referral", {});
  if (draft === undefined) return go("");
  if (!evening.isFresh(tables, draft, now, on)) return tooOld();
  const due = evening.next(tables, mirror, draft, now);
  if (name === "verdict") return due === "verdict" ? verdict(here, draft) : go(due);
  if (draft.judged) return go("verdict");
  if (name === "today" && isLater(more, due)) return go(due);
  show(place.replaceAll("/", "-"), {});
  tick(form(), draft.today);
}

/** A page that is not due yet leads to the one that is. @param {string} page @param {string} due */
function isLater(page, due) {
  const [name, wanted] = due.split("/");
  if (name === "judge") return false;
  return name !== "today" || evening.PAGES.indexOf(page) > evening.PAGES.indexOf(wanted);
}

async function tooOld() {
  await keep("draft", null);
  history.replaceState(null, "", "#");
  await render("too-old");
}

/** @returns {HTMLFormElement} the one form of this part */
function form() {
  return /** @type {HTMLFormElement} */ (document.querySelector("main form"));
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
  if (place === "judge") return judged();
  if (location.hash.slice(1) === place) return render();
  location.hash = place;
}

/** To the part of this look at the feet that is due. */
async function onward() {
  const { tables, mirror, draft, now } = await scene();
  if (!tables || !mirror || !draft) return go("");
  await go(evening.next(tables, mirror, draft, now));
}

/** The kernel's answer, kept whole with all it rested on. */
async function judged() {
  const { tables, mirror, draft } = await scene();
  if (!tables || !mirror || !draft) return go("");
  const { about, asked_on } = mirror;
  const body = {
    about,
    asked_on,
    today: draft.today,
    said: evening.judge(tables, mirror, draft),
    content_version: tables.content_version,
  };
  await save(draft.id, "day", body, { draft: { ...draft, judged: true } });
  await go("verdict");
}

// -- What is said ---------------------------------------------------------------------------------

/** @type {Record<string, (here: Scene, data: FormData, said: string, more: string) => Promise<unknown>>} */
const SENT = Object.freeze({
  __proto__: null,
  look: sayLook,
  referral: async ({ draft }, _data, said) => {
    const today = { open_referral: said };
    await save(ownId, "seen", { seen: said === "seen" }, withAnswer(draft, today));
    return draft && !draft.judged ? onward() : go("kept");
  },
  who: async ({ draft }, _data, said) => {
    await keep("draft", withAnswer(draft, { with_helper: said }).draft);
    return onward();
  },
  today: sayPage,
  close: async ({ mirror }, data, _said, _more) => {
    const { session = "", ended = "finished" } = mirror?.evening ?? {};
    const after = data.has("skip") ? null : scoreIn(data);
    if (after === null && !data.has("skip")) return render("pick");
    await save(ownId, "close", { session, ended, after });
    return go("kept");
  },
  write: async (_here, data) => {
    const body = noteIn(data);
    if (body === null) return tellEmpty();
    await save(ownId, "note", body);
    return go("kept");
  },
  parked: async (_here, data) => {
    const body = noteIn(data);
    if (body === null) return tellEmpty();
    await sayAnew(parkedNote(location.hash), body);
    return go("");
  },
});

/** @param {Scene} here @param {FormData} _data @param {string} answer @param {string} id */
async function sayLook(here, _data, answer, id) {
  if (answer === "yes") return go(`look/${id}/side`);
  const { tables, mirror, draft, on } = here;
  if (!tables || !mirror?.looks) return go("");
  const open = draft && !draft.judged ? draft : undefined;
  const found = answer !== "no" && answer !== "not_sure";
  const look = open ?? (found ? evening.begun(tables, mirror, newId(), on) : undefined);
  const also = withAnswer(look, { [id]: answer });
  const body = { look: id, said: answer, due: mirror.looks.ten_minutes_at };
  if (answer === "not_sure") await keep("draft", also.draft ?? draft ?? null);
  else await save(ownId, "look", body, also);
  return look ? onward() : go(answer === "no" ? "kept" : "");
}

/** @param {Scene} here @param {FormData} data @param {string} _said @param {string} page */
async function sayPage(here, data, _said, page) {
  const { tables, mirror, draft, now, on } = here;
  if (!tables || !mirror || !draft) return go("");
  if (!evening.isFresh(tables, draft, now, on)) return tooOld();
  const { answers, open } = evening.readPage(tables, page, data);
  const told = evening.said(tables, draft, page, answers, now);
  await keep("draft", told);
  const isEmergency = evening.judge(tables, mirror, told).action === "EMERGENCY";
  if (open.length > 0 && !isEmergency) return markOpen(form(), open);
  return onward();
}

/** @param {Draft | undefined} draft @param {Record<string, any>} answers @returns {{draft?: Draft}} */
function withAnswer(draft, answers) {
  return draft && !draft.judged ? { draft: { ...draft, today: { ...draft.today, ...answers } } } : {};
}

/** @param {FormData} data */
function noteIn(data) {
  const body = { score: scoreIn(data), text: String(data.get("text") ?? "").trim() };
  return body.score === null && body.text === "" ? null : body;
}

/** @param {FormData} data */
function scoreIn(data) {
  return data.has("score") ? Number(data.get("score")) : null;
}

function tellEmpty() {
  if (document.querySelector("main .note") === null) {
    form().prepend(made("pick"));
  }
  /** @type {HTMLElement | null} */ (document.querySelector("main .note"))?.focus();
}

/** @type {Record<string, (button: HTMLElement) => Promise<unknown>>} */
const DONE = Object.freeze({
  __proto__: null,
  start: async () => {
    const { tables, mirror, draft, now, on } = await scene();
    const why = evening.closed(tables, mirror, now, on);
    if (why !== null || !tables || !mirror) return go("start");
    const open = draft && !draft.judged && evening.isFresh(tables, draft, now, on);
    if (!open) await keep("draft", evening.begun(tables, mirror, newId(), on));
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
  const [name, more] = location.hash.slice(1).split("/");
  const before = location.hash;
  const data = new FormData(/** @type {HTMLFormElement} */ (target), submitter);
  const said = submitter instanceof HTMLButtonElement ? submitter.value : "";
  void once(async () => {
    await SENT[name]?.(await scene(), data, said, more);
    if (location.hash !== before) await keep("typed", null);
  });
});
document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-do]") : null;
  if (button instanceof HTMLElement) void once(() => DONE[button.dataset.do ?? ""](button));
});
document.addEventListener("input", () => {
  const place = location.hash.slice(1);
  void keep("typed", { place, pairs: typed(form()) }).catch(() => {});
});
addEventListener("hashchange", () => void render());

async function begin() {
  await load().catch(() => {}); // without tables every part says that nothing is offered
  await render();
  isBack = await start();
  if (location.hash.slice(1) === "" && !isBusy) await render();
}

void begin();
