// @ts-check
// Twin of instep/core/screening.py: what was said that still counts. It asks; it never judges.

import { BadAnswers, readAnswers } from "./answers.js";
import { dayNumber } from "./days.js";
import { BadTables, isTables } from "./tables.js";

/** @typedef {import("./tables.js").Tables} Tables */
/** @typedef {import("./tables.js").Question} Question */
/** @typedef {import("./tables.js").Condition} Condition */

/**
 * One answer as kept: a word, a number, or a list of words. One never given is not there.
 * @typedef {string | number | readonly string[]} Answer
 */
/**
 * Answers as given: about you with its days, and today. Not yet aged. Days are day numbers.
 * @typedef {object} Sheet
 * @property {Record<string, Answer>} about
 * @property {Record<string, Answer>} today
 * @property {Record<string, number>} askedOn
 * @property {number | null} touchTestOn
 * @property {{rule: string, on: number}[]} cleared
 */

/** @type {WeakSet<object>} */
const READ = new WeakSet();

/**
 * Whether this screen came out of ``readScreen``; nothing else is judged.
 * @param {unknown} screen
 * @returns {screen is Screen}
 */
export function isScreen(screen) {
  return typeof screen === "object" && screen !== null && READ.has(screen);
}

/** What a person has said that still counts, on the day it is judged. */
export class Screen {
  /**
   * @param {Tables} tables
   * @param {Readonly<Record<string, Answer>>} answers fresh ones only, without a prototype
   */
  constructor(tables, answers) {
    this.tables = tables;
    this.answers = Object.freeze(answers);
    Object.freeze(this);
  }

  /**
   * The answer that counts; null when it was needed and never given.
   * @param {string} question
   * @returns {Answer | null}
   */
  read(question) {
    const given = this.answers[question];
    return given === undefined ? this.tables.questions[question].absent : given;
  }

  /**
   * Whether this question is to be put: its own condition is met, and silence will not do.
   * @param {string} question
   */
  needs(question) {
    const asked = this.tables.questions[question];
    if (asked.absent !== null || asked.own_date) return false;
    const condition = asked.asked_when;
    return condition === null || met(condition, this.read(condition.question));
  }

  /** The questions still unanswered, in the order of the tables. */
  missing() {
    const ids = Object.keys(this.tables.questions);
    return ids.filter((id) => this.answers[id] === undefined && this.needs(id));
  }
}

/**
 * Whether the question is to be put. Not while the other answer is not known yet.
 * @param {Condition} condition
 * @param {Answer | null} answer
 */
function met(condition, answer) {
  if (answer === null) return false;
  if (condition.over !== null) return typeof answer === "number" && answer > condition.over;
  return typeof answer === "string" && condition.among.includes(answer);
}

/** @param {number} asked @param {number} on @param {number} days */
function isFresh(asked, on, days) {
  return on - asked <= days;
}

/**
 * Read these answers as of this day: what is stale counts as never said.
 * @param {Tables} tables
 * @param {unknown} answers ``{about, today}`` as in an answers file
 * @param {string} on the day judged, YYYY-MM-DD
 * @returns {Screen}
 * @throws {BadAnswers | BadTables}
 */
export function readScreen(tables, answers, on) {
  if (!isTables(tables)) throw new BadTables("not the tables that were read");
  const day = dayNumber(on);
  if (day === null) throw new BadAnswers("on", "is not a date", "Write it as YYYY-MM-DD.");
  const screen = screenOf(tables, readAnswers(tables, answers, day), day);
  READ.add(screen);
  return screen;
}

/**
 * Keep what is still fresh on this day.
 * @param {Tables} tables
 * @param {Sheet} sheet
 * @param {number} on
 */
function screenOf(tables, sheet, on) {
  const { ages, questions } = tables;
  /** @type {Record<string, Answer>} */
  const answers = Object.create(null);
  for (const [id, answer] of Object.entries(sheet.about)) {
    if (keeps(questions[id], sheet.askedOn[id] ?? on, on, ages)) answers[id] = answer;
  }
  const tested = sheet.touchTestOn;
  if (tested === null || !isFresh(tested, on, ages.touch_test_days)) {
    delete answers.touch_test_missed;
  }
  const cleared = sheet.cleared.filter((yes) => isFresh(yes.on, on, ages.clearance_days));
  answers.cleared_by_clinician = Object.freeze(cleared.map((yes) => yes.rule));
  return new Screen(tables, Object.assign(answers, sheet.today));
}

/**
 * @param {Question} question
 * @param {number} asked
 * @param {number} on
 * @param {Tables["ages"]} ages
 */
function keeps(question, asked, on, ages) {
  if (question.keeps_when_stale || question.id === "touch_test_missed") return true;
  return isFresh(asked, on, ages.about_days);
}

/**
 * The questions that have to be put, answered or not, in the order of the tables.
 * @param {Screen} screen
 * @returns {string[]}
 */
export function neededQuestions(screen) {
  return Object.keys(screen.tables.questions).filter((id) => screen.needs(id));
}
