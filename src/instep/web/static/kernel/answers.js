// @ts-check
// Twin of instep/adapters/answers.py: answers given into a sheet of answers. Nothing is guessed.
// The Python side reads text; here the text has become an object already.

import { dayNumber } from "./days.js";

/** @typedef {import("./tables.js").Tables} Tables */
/** @typedef {import("./tables.js").Question} Question */
/** @typedef {import("./screen.js").Answer} Answer */
/** @typedef {import("./screen.js").Sheet} Sheet */
/** @typedef {Record<string, any>} Given */

/** How deep objects and lists may nest; the outer object is level 1. */
const DEEPEST = 4;

/** An answer that cannot be taken. ``field`` is the id or key it is about, or empty. */
export class BadAnswers extends Error {
  /** @param {string} field @param {string} what @param {string} fix */
  constructor(field, what, fix) {
    super(`${field ? `${plain(field)}: ` : ""}${what}. ${fix}`);
    this.field = plain(field);
    this.what = what;
    this.fix = fix;
  }
}

/**
 * Anything an answer may hold, safe to print and not long.
 * @param {string} text
 */
export function plain(text) {
  const quote = text.includes("'") && text.includes('"') ? "\\'" : "'";
  const safe = Array.from(text, (letter) => (letter === "'" ? quote : escaped(letter))).join("");
  return safe.length <= 60 ? safe : `${safe.slice(0, 57)}...`;
}

/** @type {Readonly<Record<string, string>>} */
const SHORT = Object.freeze({ "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" });

/** @param {string} letter */
function escaped(letter) {
  const code = letter.codePointAt(0) ?? 0;
  if (Object.hasOwn(SHORT, letter)) return SHORT[letter];
  if (code >= 0x20 && code < 0x7f) return letter;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/**
 * One answers object, judged on this day; throws BadAnswers at the first thing wrong.
 * @param {Tables} tables
 * @param {unknown} answers
 * @param {number} on
 * @returns {Sheet}
 */
export function readAnswers(tables, answers, on) {
  if (depth(answers) > DEEPEST) {
    throw new BadAnswers("", "is nested too deep", "Give about and today, and answers in them.");
  }
  const whole = object("", answers);
  only(whole, ["about", "today"], "Use about and today.");
  const about = object("about", "about" in whole ? whole.about : {});
  const today = object("today", "today" in whole ? whole.today : {});
  const asked = object("asked_on", "asked_on" in about ? about.asked_on : {});
  delete about.asked_on;
  places(about, "about", tables);
  places(today, "today", tables);
  return {
    about: answersOf(about, tables, on),
    today: answersOf(today, tables, on),
    askedOn: askedOn(asked, tables, on),
    touchTestOn: touchTest(about, on),
    cleared: clearances(about, tables, on),
  };
}

// -- The shape ----------------------------------------------------------------------------------

/** How deep it nests; looks no deeper than it must. @param {unknown} value */
function depth(value) {
  let level = [value];
  let deep = 0;
  while (level.length > 0 && deep <= DEEPEST) {
    const holders = level.filter((item) => typeof item === "object" && item !== null);
    deep += holders.length > 0 ? 1 : 0;
    level = holders.flatMap((holder) => Object.values(/** @type {object} */ (holder)));
  }
  return deep;
}

/** @param {string} field @param {unknown} value @returns {Given} */
function object(field, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BadAnswers(field, "is not an object", 'Write {"id": answer}.');
  }
  const copy = Object.create(null);
  for (const [key, item] of Object.entries(value)) copy[key] = item;
  return copy;
}

/** @param {Given} given @param {readonly string[]} known @param {string} fix */
function only(given, known, fix) {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) throw new BadAnswers(key, "is not known here", fix);
  }
}

/** @param {Given} given @param {"about" | "today"} part @param {Tables} tables */
function places(given, part, tables) {
  for (const key of Object.keys(given)) {
    const question = tables.questions[key];
    if (question === undefined) {
      throw new BadAnswers(key, "is not a question", "Take it out, or mend its spelling.");
    }
    if (question.part !== part) {
      throw new BadAnswers(key, `is not under ${part}`, `Put it under ${question.part}.`);
    }
  }
}

// -- The answers --------------------------------------------------------------------------------

/** Answers kept apart, since they age by dates of their own. */
const APART = Object.freeze(["touch_test_on", "cleared_by_clinician"]);

/** @param {Given} given @param {Tables} tables @param {number} on */
function answersOf(given, tables, on) {
  /** @type {Record<string, Answer>} */
  const answers = Object.create(null);
  for (const [id, value] of Object.entries(given)) {
    if (!APART.includes(id)) answers[id] = checkAnswer(tables.questions[id], value);
  }
  if ("touch_test_on" in given) {
    day("touch_test_on", given.touch_test_on, on);
    answers.touch_test_on = given.touch_test_on;
  }
  return answers;
}

/**
 * This answer to this question, or BadAnswers.
 * @param {Question} question
 * @param {unknown} value
 * @returns {Answer}
 */
export function checkAnswer(question, value) {
  return CHECKS[question.kind](question, value);
}

/** @param {Question} question @param {unknown} value @param {readonly string[]} words */
function word(question, value, words) {
  if (typeof value !== "string" || !words.includes(value)) {
    throw new BadAnswers(question.id, `${shown(value)} is not an answer`, use(words));
  }
  return value;
}

/** @param {Question} question @param {unknown} value */
function yesNo(question, value) {
  return word(question, value, ["yes", "no", "not_sure"]);
}

/** @param {Question} question @param {unknown} value */
function sided(question, value) {
  return word(question, value, ["no", "left", "right", "both", "not_sure"]);
}

/** @param {Question} question @param {unknown} value */
function choice(question, value) {
  return word(question, value, question.values);
}

/** @param {Question} question @param {unknown} value */
function number(question, value) {
  if (value === "not_done") return "not_done";
  const least = question.least ?? 0;
  const most = question.most ?? 0;
  const kind = question.whole ? "whole number" : "number";
  const fix = `Give a ${kind} from ${least} to ${most}, or not_done.`;
  if (typeof value !== "number") {
    throw new BadAnswers(question.id, `${shown(value)} is not a number`, fix);
  }
  if (!Number.isFinite(value)) throw new BadAnswers(question.id, "is not a number", fix);
  if (!(least <= value && value <= most) || (question.whole && !Number.isInteger(value))) {
    throw new BadAnswers(question.id, `${shown(value)} is out of range`, fix);
  }
  return value;
}

/** @param {Question} question @param {unknown} value */
function list(question, value) {
  if (!Array.isArray(value)) {
    throw new BadAnswers(question.id, "is not a list", 'Write ["..."], or [] for none.');
  }
  const items = new Set(value.map((item) => (typeof item === "string" ? item : shown(item))));
  return Object.freeze(Array.from(items, (item) => word(question, item, question.values)));
}

/** @param {Question} question @param {unknown} value @returns {Answer} */
function apart(question, value) {
  throw new BadAnswers(question.id, `${shown(value)} is not an answer`, "See the documentation.");
}

/** @type {Readonly<Record<Question["kind"], (question: Question, value: unknown) => Answer>>} */
const CHECKS = Object.freeze({
  yes_no: yesNo,
  sided,
  choice,
  number,
  list,
  date: apart,
  clearances: apart,
});

/** @param {readonly string[]} words */
function use(words) {
  return `Use one of: ${words.join(", ")}.`;
}

/** @param {unknown} value */
function shown(value) {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return plain(String(value));
}

// -- Dates --------------------------------------------------------------------------------------

/** @param {string} field @param {unknown} value @param {number} on @returns {number} */
function day(field, value, on) {
  const number = dayNumber(value);
  if (number === null) {
    throw new BadAnswers(field, `${shown(value)} is not a date`, "Write it as YYYY-MM-DD.");
  }
  if (number > on) {
    throw new BadAnswers(field, `${value} is after the day judged`, "Give the true day.");
  }
  return number;
}

/** @param {Given} given @param {Tables} tables @param {number} on */
function askedOn(given, tables, on) {
  places(given, "about", tables);
  /** @type {Record<string, number>} */
  const asked = Object.create(null);
  for (const [id, value] of Object.entries(given)) asked[id] = day("asked_on", value, on);
  return asked;
}

/** @param {Given} about @param {number} on @returns {number | null} */
function touchTest(about, on) {
  if ("touch_test_on" in about) return day("touch_test_on", about.touch_test_on, on);
  if ("touch_test_missed" in about && about.touch_test_missed !== "not_done") {
    const fix = "Give touch_test_on, the day of the test.";
    throw new BadAnswers("touch_test_missed", "has no date", fix);
  }
  return null;
}

/** @param {Given} about @param {Tables} tables @param {number} on */
function clearances(about, tables, on) {
  const field = "cleared_by_clinician";
  const given = field in about ? about[field] : [];
  if (!Array.isArray(given)) {
    const fix = 'Write [{"rule": "R07", "on": "YYYY-MM-DD"}], or [].';
    throw new BadAnswers(field, "is not a list", fix);
  }
  return given.map((item) => clearance(tables.questions[field], item, on));
}

/** @param {Question} question @param {unknown} item @param {number} on */
function clearance(question, item, on) {
  const entry = object(question.id, item);
  for (const key of Object.keys(entry)) {
    if (key !== "rule" && key !== "on") {
      throw new BadAnswers(question.id, `${plain(key)} is not known here`, "Use rule and on.");
    }
  }
  for (const key of ["rule", "on"]) {
    if (!(key in entry)) {
      throw new BadAnswers(question.id, `${key} is missing`, "Give both rule and on.");
    }
  }
  const rule = word(question, entry.rule, question.values);
  return { rule, on: day(question.id, entry.on, on) };
}
