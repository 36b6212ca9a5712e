// @ts-check
// What comes next when a person looks at their feet here: the same pages, in the same order and by
// the same rules as in instep/web/way.py and pages/today. It touches no page, store or clock.

import { checkAnswer, decide, readScreen, SHUT } from "../kernel/index.js";
import { dayNumber } from "../kernel/days.js";
import { aboutWith, NOTHING, todayWith } from "../kernel/measured.js";
import { LOOKS } from "./known.js";

/** @typedef {import("./known.js").Mirror} Mirror */
/** @typedef {import("../kernel/tables.js").Tables} Tables */
/** @typedef {import("../kernel/tables.js").Question} Question */
/** @typedef {import("../kernel/screen.js").Answer} Answer */
/** @typedef {import("../kernel/clearance.js").Clearance} Clearance */
/**
 * One look at the feet. ``askedAt``: the first of today's answers, from which half an hour counts.
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} on
 * @property {number | null} askedAt in milliseconds
 * @property {Record<string, Answer>} today
 * @property {boolean} judged
 */
/** @typedef {{get(name: string): any, getAll(name: string): any[]}} Form */

/** Today's five pages, in their order. */
export const PAGES = Object.freeze(["now", "leg", "look", "hand", "ease"]);

/** Asked only where there is a patch, under its own line. */
const OF_A_PATCH = Object.freeze(["sore_patch_zones", "red_stays"]);

/** What this device knows of the person counts for so many days (trust.md R7). */
const DAYS_KNOWN = 90;
const DAY = 86_400_000;
const MINUTE = 60_000;

// -- Whether anything can be offered --------------------------------------------------------------

/**
 * Why nothing is offered here: nothing is known, it is too old, or about you is not whole.
 * @param {Tables | null} tables
 * @param {Mirror | undefined} mirror
 * @param {number} now
 * @param {string} on
 * @returns {"none" | "wrong" | "old" | "about" | null}
 */
export function closed(tables, mirror, now, on) {
  if (mirror === undefined) return "none";
  if (tables === null) return "wrong";
  const age = now - Date.parse(mirror.made_at);
  if (!(age >= -2 * DAY && age <= DAYS_KNOWN * DAY)) return "old";
  try {
    const { missing } = decide(tables, screenOf(tables, mirror, {}, on));
    return missing.some((id) => tables.questions[id].part === "about") ? "about" : null;
  } catch {
    return "wrong";
  }
}

/**
 * Whether what was said still counts. A clock set back is too long.
 * @param {Tables} tables
 * @param {Draft} draft
 * @param {number} now
 * @param {string} on
 */
export function isFresh(tables, draft, now, on) {
  if (draft.askedAt === null) return draft.on === on;
  const idle = now - draft.askedAt;
  return idle >= 0 && idle <= tables.ages.look_minutes * MINUTE;
}

// -- What is known from before --------------------------------------------------------------------

/**
 * A new look at the feet.
 * @param {Tables} tables
 * @param {Mirror} mirror
 * @param {string} id
 * @param {string} on
 * @returns {Draft}
 */
export function begun(tables, mirror, id, on) {
  return { id, on, askedAt: null, today: sinceLastTime(tables, mirror, on), judged: false };
}

/** @param {Tables} tables @param {Mirror} mirror @param {string} on */
function sinceLastTime(tables, mirror, on) {
  /** @type {Record<string, Answer>} */
  const known = {};
  const { looks, referral } = mirror;
  if (looks !== null && looks.found_on === on) {
    for (const [id, name] of Object.entries(LOOKS)) {
      const said = looks[name];
      if (said !== null && said !== "no") known[id] = said;
    }
  }
  if (referralCounts(tables, mirror, on) && referral?.seen) known.open_referral = "seen";
  return known;
}

/**
 * Whether the person was asked to see someone not long ago.
 * @param {Tables} tables
 * @param {Mirror} mirror
 * @param {string} on
 */
export function referralCounts(tables, mirror, on) {
  if (mirror.referral === null) return false;
  const [asked, today] = [dayNumber(mirror.referral.on), dayNumber(on)];
  return asked === null || today === null || today - asked <= tables.ages.referral_days;
}

/**
 * The skin looks that have fallen due and were not told yet.
 * @param {Mirror} mirror
 * @param {number} now
 * @param {string} on
 * @returns {string[]}
 */
export function looksDue({ looks }, now, on) {
  if (looks === null) return [];
  const isMorning = on >= looks.morning_on;
  const isTen = isMorning || now >= Date.parse(looks.ten_minutes_at);
  const due = { look_10min: isTen, look_morning: isMorning };
  return Object.entries(due)
    .filter(([id, isDue]) => isDue && looks[LOOKS[id]] === null)
    .map(([id]) => id);
}

// -- Today's pages --------------------------------------------------------------------------------

/** @param {Tables} tables @param {string} page @returns {string[]} */
export function pageQuestions(tables, page) {
  return Object.keys(tables.questions).filter((id) => tables.questions[id].page === page);
}

/** @param {Tables} tables @param {Record<string, Answer>} today @param {string} id */
function isWanted(tables, today, id) {
  if (id === "sore_patch_zones") return ![undefined, "no"].includes(today.sore_patch);
  const condition = tables.questions[id].asked_when;
  if (condition === null) return true;
  const answer = today[condition.question];
  if (condition.over !== null) return typeof answer === "number" && answer > condition.over;
  return typeof answer === "string" && condition.among.includes(answer);
}

/**
 * A page as it was sent: the answers that are whole, and the lines that are still open.
 * @param {Tables} tables
 * @param {string} page
 * @param {Form} form
 */
export function readPage(tables, page, form) {
  /** @type {Record<string, Answer>} */
  const answers = {};
  for (const id of pageQuestions(tables, page)) {
    const answer = answerIn(tables.questions[id], form);
    if (answer !== null) answers[id] = answer;
  }
  if (answers.sore_patch === "no") for (const id of OF_A_PATCH) delete answers[id];
  const patch = ![undefined, "no"].includes(answers.sore_patch);
  const wanted = pageQuestions(tables, page).filter((id) => patch || !OF_A_PATCH.includes(id));
  return { answers, open: wanted.filter((id) => !(id in answers)) };
}

/** A yes without its side is not whole yet. @param {Question} question @param {Form} form */
function answerIn(question, form) {
  let given = question.kind === "list" ? form.getAll(question.id) : form.get(question.id);
  if (question.kind === "sided" && given === "yes") given = form.get(`${question.id}.side`);
  try {
    return checkAnswer(question, given);
  } catch {
    return null;
  }
}

/**
 * This look with a page said anew. Half an hour counts from the first answer.
 * @param {Tables} tables
 * @param {Draft} draft
 * @param {string} page
 * @param {Record<string, Answer>} answers
 * @param {number} now
 * @returns {Draft}
 */
export function said(tables, draft, page, answers, now) {
  const own = pageQuestions(tables, page);
  const kept = Object.entries(draft.today).filter(([id]) => !own.includes(id));
  const today = { ...Object.fromEntries(kept), ...answers };
  return { ...draft, today, askedAt: draft.askedAt ?? now };
}

// -- Next -----------------------------------------------------------------------------------------

/**
 * The page that is due: its name as it stands in the address.
 * @param {Tables} tables
 * @param {Mirror} mirror
 * @param {Draft} draft
 * @param {number} now
 * @returns {string}
 */
export function next(tables, mirror, draft, now) {
  if (draft.judged) return "verdict";
  if (judge(tables, mirror, draft).action === "EMERGENCY") return "judge";
  if (!("with_helper" in draft.today)) return "who";
  const look = looksDue(mirror, now, draft.on).find((id) => !(id in draft.today));
  if (look !== undefined) return `look/${look}`;
  const waits = referralCounts(tables, mirror, draft.on) && mirror.referral?.seen === false;
  if (waits && !("open_referral" in draft.today)) return "referral";
  const page = PAGES.find((each) => isOpen(tables, draft.today, each));
  return page === undefined ? "judge" : `today/${page}`;
}

/** @param {Tables} tables @param {Record<string, Answer>} today @param {string} page */
function isOpen(tables, today, page) {
  const ids = pageQuestions(tables, page);
  return ids.some((id) => isWanted(tables, today, id) && !(id in today));
}

// -- The kernel's answer --------------------------------------------------------------------------

/**
 * What was said, with what was measured beside it: the answers that the kernel is asked with.
 * @param {Tables} tables
 * @param {Mirror} mirror
 * @param {Readonly<Record<string, Answer>>} today
 * @param {string} on
 */
export function known(tables, { about, measured = NOTHING }, today, on) {
  return {
    about: aboutWith(tables, measured, about, on),
    today: todayWith(tables, measured, today, on),
  };
}

/** @param {Tables} tables @param {Mirror} mirror @param {Record<string, Answer>} today @param {string} on */
function screenOf(tables, mirror, today, on) {
  const now = known(tables, mirror, today, on);
  const about = { ...now.about, asked_on: mirror.asked_on };
  return readScreen(tables, { about, today: now.today }, on);
}

/**
 * What the kernel says of all that was said so far. Whatever goes wrong, it is SHUT.
 * @param {Tables} tables
 * @param {Mirror} mirror
 * @param {Draft} draft
 * @returns {Clearance}
 */
export function judge(tables, mirror, draft) {
  try {
    return decide(tables, screenOf(tables, mirror, draft.today, draft.on));
  } catch {
    return SHUT;
  }
}

/**
 * The answers that count, by which reasons are told.
 * @param {Tables} tables
 * @param {Mirror} mirror
 * @param {Draft} draft
 * @returns {Readonly<Record<string, Answer>>}
 */
export function answersOf(tables, mirror, draft) {
  try {
    return screenOf(tables, mirror, draft.today, draft.on).answers;
  } catch {
    return {};
  }
}
