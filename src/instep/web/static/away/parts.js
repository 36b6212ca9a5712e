// @ts-check
// The parts of the page that are filled in: the first one, the verdict, and why nothing is offered.

import { answersOf, judge, looksDue, referralCounts } from "./evening.js";
import { made, show } from "./page.js";
import { keyOf } from "./queue.js";
import { fits } from "./sessions.js";
import { numbersOf, tell } from "./telling.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./evening.js").Draft} Draft */
/** @typedef {import("./queue.js").Box} Box */
/** @typedef {import("./queue.js").Held} Held */
/** @typedef {import("./telling.js").Say} Say */

const REASONS = Object.freeze(["answers", "fault"]);
const BEFORE = Object.freeze({
  __proto__: null,
  write: "",
  parked: "",
  close: "",
  "today/leg": "today/now",
  "today/look": "today/leg",
  "today/hand": "today/look",
  "today/ease": "today/hand",
});

/** The way back, where there is one. @param {string} place */
export function back(place) {
  const [name, id, side] = place.split("/");
  const before = side === "side" ? `${name}/${id}` : BEFORE[place] ?? BEFORE[name];
  const link = before === undefined ? [] : [made("go-back", { href: { "@href": `#${before}` } })];
  document.getElementById("back")?.replaceChildren(...link);
}

// -- The first part -------------------------------------------------------------------------------

/** What is due, what can be done, and what is held. @param {Scene} here @param {boolean} isBack */
export function home(here, isBack) {
  const { mirror, tables, box, say, now, on } = here;
  const due = mirror ? looksDue(mirror, now, on) : [];
  const parked = box.held.filter((held) => held.state === "parked");
  const waits = box.held.filter((held) => held.state === "waiting");
  const counts = tables !== null && mirror !== undefined && referralCounts(tables, mirror, on);
  const isDue = due.length > 0 || (counts && !mirror?.referral?.seen);
  return {
    back: isBack,
    gone: !isBack,
    start: isDue ? { "@class": "quiet" } : true,
    shut: box.pace.shut,
    look_10min: due.includes("look_10min"),
    look_morning: due.includes("look_morning"),
    referral: counts && !mirror?.referral?.seen,
    close: here.ended !== undefined || (mirror?.evening?.asks ?? false),
    parked: parked.length > 0 && { each: parked.map((held) => notTaken(held, say)) },
    waits: waits.length > 0 && { each: waits.map((held) => named(held, say)) },
    nothing: waits.length === 0,
  };
}

/** @param {Held} held @param {Say} say */
function named({ entry }, say) {
  return { kind: say(`web.away.kind.${entry.kind}`), day: day(entry.on) };
}

/** A day as people say it. @param {string} on */
function day(on) {
  const as = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
  return new Intl.DateTimeFormat("en-GB", { ...as, timeZone: "UTC" }).format(new Date(on));
}

/** @param {Held} held @param {Say} say */
function notTaken(held, say) {
  const { entry, reason } = held;
  const why = REASONS.includes(reason) ? reason : "other";
  const file = new Blob([JSON.stringify(entry, null, 1)], { type: "application/json" });
  return {
    ...named(held, say),
    text: entry.kind === "note" ? entry.body.text : null,
    reason: say(`web.away.reason.${why}`),
    change: entry.kind === "note" && { "@href": `#parked/${keyOf(entry)}` },
    copy: { "@href": URL.createObjectURL(file), "@download": `instep-${entry.id}.json` },
    discard: { "@data-do": "discard", "@data-key": keyOf(entry) },
  };
}

/** Which parked line an address is about. @param {string} hash */
export function parkedNote(hash) {
  return hash.replace(/^#?parked\//, "");
}

/** What a score is about, where it was ever chosen. @param {Scene["mirror"]} mirror */
export function about(mirror) {
  return { [mirror?.follows ?? ""]: true };
}

/** A parked line, to be said in other words. @param {Scene} here @param {string} place */
export function note({ box, mirror }, place) {
  const held = box.held.find(({ entry }) => keyOf(entry) === parkedNote(place));
  show("write", about(mirror));
  const text = document.querySelector("main textarea");
  const score = document.querySelector(`main [name="score"][value="${held?.entry.body.score}"]`);
  if (text instanceof HTMLTextAreaElement) text.value = held?.entry.body.text ?? "";
  if (score instanceof HTMLInputElement) score.checked = true;
}

// -- The verdict, and why nothing is offered ------------------------------------------------------

/** @param {Scene} here @param {Draft} draft */
export function verdict(here, draft) {
  const { tables, mirror, say } = here;
  if (tables === null || mirror === undefined) return;
  const answers = answersOf(tables, mirror, draft);
  const told = tell(tables, judge(tables, mirror, draft), answers, mirror.contacts, say);
  const fitting = told.may ? fittingOf(here, draft) : [];
  const isYes = told.look !== "not-today";
  const calls = told.contacts.length > 0;
  show("verdict", {
    head: {
      "@class": told.look,
      yes: isYes,
      no: !isYes,
      title: told.title,
      contacts: told.contacts.map((text) => ({ text })),
      line: !calls && told.line,
    },
    numbers: calling(told.numbers),
    no_number: told.no_number,
    mind: listed([...told.limits, ...told.musts]),
    offered: listed(told.offers),
    sessions: fitting.length > 0 && { each: fitting.map(offer) },
    not_today: told.may && fitting.length === 0 && here.sessions.length > 0,
    no_guide: told.may && here.sessions.length === 0,
    reasons: told.reasons,
    plain: told.reasons.length === 0 && told.line,
    soft: calls && told.line,
  });
}

/** The kept sessions that today's answers let play. @param {Scene} here @param {Draft} draft */
export function fittingOf({ tables, mirror, sessions }, draft) {
  if (tables === null || mirror === undefined || !draft.judged) return [];
  const clearance = judge(tables, mirror, draft);
  const answers = answersOf(tables, mirror, draft);
  return sessions.filter((session) => fits(tables, clearance, answers, session));
}

/** @param {import("./sessions.js").Session} session */
function offer({ key, name }) {
  return { play: { "@href": `#play/${encodeURIComponent(key)}`, text: name } };
}

/** @param {readonly string[]} texts */
function listed(texts) {
  return texts.length > 0 && { each: texts.map((text) => ({ text })) };
}

/** @param {readonly {who: string, kept: string, dial: string}[]} numbers */
function calling(numbers) {
  const each = numbers.map(({ who, kept, dial }, place) => {
    const text = `${who[0].toUpperCase()}${who.slice(1)}: ${kept}`;
    if (dial === "") return { said: { text } };
    return { call: { "@href": `tel:${dial}`, ...(place > 0 ? { "@class": "quiet" } : {}), text } };
  });
  return each.length > 0 && { each };
}

/** Why nothing is offered, and whom to call all the same. @param {Scene} here @param {string} why */
export function closed(here, why) {
  const numbers = here.mirror ? numbersOf([], here.mirror.contacts, here.say) : [];
  show(why, { numbers: calling(numbers) });
}
