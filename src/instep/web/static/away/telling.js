// @ts-check
// A clearance in words, as instep/web/pages/verdict/telling.py tells it: the verdict first, then
// whom to call, then why. Both say the same of the same answers (tests/web/away).

import { ACTIONS, ASK } from "../kernel/tables.js";

/** @typedef {import("../kernel/tables.js").Tables} Tables */
/** @typedef {import("../kernel/tables.js").Question} Question */
/** @typedef {import("../kernel/screen.js").Answer} Answer */
/** @typedef {import("../kernel/clearance.js").Clearance} Clearance */
/** @typedef {import("../kernel/clearance.js").Finding} Finding */
/** @typedef {(key: string, names?: Record<string, string | number>) => string} Say */

const LOOKS = Object.freeze({ __proto__: null, GO: "go", ADAPT: "gentle" });
const WITHIN = Object.freeze(["1_working_day", "same_day", "now"]);
const SIDES = Object.freeze(["left", "right", "both"]);
const CARE = ACTIONS.indexOf("FOOT_TEAM");
const FIRMEST = 3;

/**
 * Words by key, with names filled in. A key without words is a fault.
 * @param {Readonly<Record<string, string>>} words
 * @returns {Say}
 */
export function sayer(words) {
  return (key, names = {}) => {
    if (!Object.hasOwn(words, key)) throw new TypeError(`no words for ${key}`);
    const text = words[key];
    return Object.entries(names).reduce((said, [name, value]) => {
      return said.replaceAll(`{${name}}`, String(value));
    }, text);
  };
}

/**
 * Everything the page says, in its order.
 * @param {Tables} tables
 * @param {Clearance} clearance
 * @param {Readonly<Record<string, Answer>>} answers
 * @param {Record<string, string>} numbers
 * @param {Say} say
 */
export function tell(tables, clearance, answers, numbers, say) {
  const may = clearance.may_begin;
  const told = clearance.findings.filter((found) => isTold(found, clearance));
  const stops = told.filter((found) => found.stops !== null);
  const name = may && clearance.closed.length > 0 ? "CLOSED" : clearance.action;
  const contacts = contactsOf(clearance);
  const called = may ? [] : numbersOf(contacts, numbers, say);
  const because = may ? told : stops.length > 0 ? stops : told;
  return {
    may,
    look: (may && LOOKS[clearance.action]) || "not-today",
    title: say(`verdict.actions.${name}.title`),
    line: say(`verdict.actions.${name}.line`),
    contacts: contacts.map((contact) => contact.text),
    numbers: called,
    no_number: !may && contacts.length > 0 && called.length === 0,
    reasons: because.map((found) => reason(found, answers, tables, say)),
    limits: may ? limitsOf(clearance, say) : [],
    musts: may ? clearance.musts.map((must) => say(`verdict.musts.${must}`)) : [],
    offers: may ? clearance.offers.map((offer) => say(`verdict.offers.${offer}`)) : [],
  };
}

/** What was never asked would only bury a call for help. @param {Finding} found @param {Clearance} clearance */
function isTold(found, clearance) {
  return ACTIONS.indexOf(clearance.action) < CARE || found.rule !== ASK;
}

/** Whom to contact by when, the most urgent first, each once. @param {Clearance} clearance */
function contactsOf({ findings }) {
  const told = findings.filter((found) => found.contact !== null);
  const urgency = (/** @type {Finding} */ { action, contact }) =>
    100 * WITHIN.indexOf(contact?.within ?? "") + ACTIONS.indexOf(action);
  const sorted = [...told].sort((one, other) => urgency(other) - urgency(one));
  const contacts = sorted.flatMap(({ contact }) => (contact === null ? [] : [contact]));
  return [...new Map(contacts.map((each) => [`${each.who} ${each.within}`, each])).values()];
}

/**
 * Those to be called now come first; the rest stand by, as when nobody replies.
 * @param {readonly {who: string}[]} contacts
 * @param {Record<string, string>} numbers
 * @param {Say} say
 */
export function numbersOf(contacts, numbers, say) {
  const order = new Set([...contacts.map(({ who }) => who), ...Object.keys(numbers)]);
  return [...order]
    .filter((who) => Object.hasOwn(numbers, who))
    .map((who) => ({ who: say(`verdict.contacts.${who}`), kept: numbers[who], dial: dial(numbers[who]) }));
}

/** The number in what was kept, as a phone dials it; empty where there is none. @param {string} kept */
function dial(kept) {
  const found = kept.match(/\+?\d[\d ()./-]*/g) ?? [];
  const longest = found.reduce((one, other) => (other.length > one.length ? other : one), "");
  const digits = longest.replaceAll(/[^\d+]/g, "");
  return digits.length >= 2 ? digits : "";
}

/** @param {Clearance} clearance @param {Say} say */
function limitsOf(clearance, say) {
  const { closed, pressure_at_most: pressure, minutes_at_most: minutes } = clearance;
  return [
    ...closed.map((side) => say(`web.verdict.closed.${side}`)),
    ...(pressure < FIRMEST ? [say(`pressure.${pressure}`)] : []),
    ...(minutes.per_foot ? [say("web.verdict.per_foot", { n: minutes.per_foot })] : []),
    ...(minutes.total ? [say("web.verdict.total", { n: minutes.total })] : []),
  ];
}

/**
 * One finding, and the person's own answers behind it.
 * @param {Finding} found
 * @param {Readonly<Record<string, Answer>>} answers
 * @param {Tables} tables
 * @param {Say} say
 */
function reason(found, answers, tables, say) {
  const ids = found.because.filter((id) => id in tables.questions);
  return {
    text: found.text,
    because: ids.map((id) => because(tables.questions[id], answers[id], say)),
  };
}

/** One answer given back in the person's own words. @param {Question} question @param {Answer | undefined} answer @param {Say} say */
function because(question, answer, say) {
  const short = say(`question.${question.id}.short`);
  if (answer === undefined) return say("verdict.said.not_answered", { short });
  if (answer === "not_sure" || answer === "no") return say(`verdict.said.${answer}`, { short });
  return say("verdict.said.yes", { short }) + detail(question, answer, say);
}

/** Which side, which number, which word, where there is more than a yes. @param {Question} question @param {Answer} answer @param {Say} say */
function detail(question, answer, say) {
  if (question.kind === "yes_no") return "";
  if (typeof answer === "string" && SIDES.includes(answer)) {
    return ` (${say(`verdict.sides.${answer}`)})`;
  }
  const given = Array.isArray(answer) ? answer : [String(answer)];
  return ` (${given.map((value) => valueOf(question, value, say)).join(", ")})`;
}

/** @param {Question} question @param {string} value @param {Say} say */
function valueOf(question, value, say) {
  for (const key of [`question.${question.id}.values.${value}`, `zone.${value}.name`]) {
    try {
      return say(key);
    } catch {
      continue;
    }
  }
  return value.replaceAll("_", " ");
}
