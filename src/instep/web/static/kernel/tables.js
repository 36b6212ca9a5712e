// @ts-check
// The tables of the kernel, as instep/web/kernel_tables.py writes them: read once, held against
// their sum and their shape, and frozen. What is not exactly right is not read at all.

import { isFact } from "./facts.js";
import { sha256 } from "./sum.js";

/** @typedef {"GO" | "ADAPT" | "STOP" | "FOOT_TEAM" | "URGENT" | "EMERGENCY"} Action */
/** @typedef {{question: string, among: readonly string[], over: number | null}} Condition */
/**
 * @typedef {object} Question
 * @property {string} id
 * @property {"about" | "today"} part
 * @property {string} page
 * @property {"yes_no" | "sided" | "choice" | "number" | "date" | "list" | "clearances"} kind
 * @property {readonly string[]} values
 * @property {number | null} least
 * @property {number | null} most
 * @property {boolean} whole
 * @property {string | readonly string[] | null} absent what counts when it was never put
 * @property {Condition | null} asked_when
 * @property {boolean} own_date
 * @property {boolean} keeps_when_stale
 */
/** @typedef {{who: string, within: string}} Contact */
/**
 * @typedef {object} Rule
 * @property {string} id
 * @property {readonly string[]} when
 * @property {Action} action
 * @property {"side" | "session" | null} stops
 * @property {Contact | null} contact
 * @property {Contact | null} contact_unsure
 * @property {string} source
 * @property {number | null} pressure_at_most
 * @property {number | null} minutes_per_foot
 * @property {number | null} minutes_total
 * @property {readonly string[]} spares
 * @property {readonly string[]} spares_there
 * @property {string | null} zones_from
 * @property {readonly string[]} oils
 * @property {Readonly<Record<string, readonly string[]>>} carriers
 * @property {readonly string[]} musts
 * @property {readonly string[]} offers
 * @property {Readonly<Record<string, readonly string[]>>} offers_where_free
 * @property {boolean} is_finding
 */
/**
 * @typedef {object} Tables
 * @property {1} format
 * @property {string} content_version
 * @property {Readonly<Record<string, number>>} ages in days
 * @property {Readonly<Record<string, number>>} thresholds
 * @property {Readonly<Record<string, number>>} limits in seconds
 * @property {readonly string[]} groups
 * @property {readonly string[]} zones
 * @property {readonly string[]} musts
 * @property {readonly string[]} offers
 * @property {Readonly<Record<string, Question>>} questions by id, in the order they are put
 * @property {readonly Rule[]} rules
 * @property {Readonly<Record<string, string>>} words
 */

/** The shape of the tables that this kernel reads. */
export const FORMAT = 1;

/** The actions, from mild to severe. @type {readonly Action[]} */
export const ACTIONS = Object.freeze([
  "GO",
  "ADAPT",
  "STOP",
  "FOOT_TEAM",
  "URGENT",
  "EMERGENCY",
]);

/** The row that names every question still unanswered. */
export const ASK = "ASK";

/** Tables that are not whole, not ours, or of another version: nothing can be decided with them. */
export class BadTables extends Error {}

/** @type {WeakSet<object>} */
const READ = new WeakSet();

/**
 * Whether these tables came out of ``readTables``; nothing else is believed.
 * @param {unknown} tables
 * @returns {tables is Tables}
 */
export function isTables(tables) {
  return typeof tables === "object" && tables !== null && READ.has(tables);
}

/**
 * The tables in this text, or BadTables. Frozen through and through.
 * @param {string} text the body of kernel.json, letter for letter
 * @param {string} version the sixteen hex digits of its address
 * @returns {Tables}
 */
export function readTables(text, version) {
  try {
    return tablesIn(text, version);
  } catch (error) {
    throw error instanceof BadTables ? error : new BadTables(String(error));
  }
}

/** @param {string} text @param {string} version @returns {Tables} */
function tablesIn(text, version) {
  must(typeof text === "string" && sumOf(text) === version, "the sum");
  const given = JSON.parse(text);
  TABLES(given, "tables");
  checkNames(given);
  const tables = frozen({ ...given, questions: byId(given.questions) });
  READ.add(tables);
  return tables;
}

/** The sixteen hex digits of this text's address. @param {string} text */
function sumOf(text) {
  return sha256(text).slice(0, 16);
}

/** @param {readonly Question[]} questions @returns {Record<string, Question>} */
function byId(questions) {
  /** @type {Record<string, Question>} */
  const found = Object.create(null);
  for (const question of questions) found[question.id] = question;
  return found;
}

/** @template T @param {T} value @returns {T} */
function frozen(value) {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

// -- Shape: every key there, none too many, each of its type ------------------------------------

/** @typedef {(value: any, at: string) => void} Shape */

/** @param {boolean} fits @param {string} at */
function must(fits, at) {
  if (!fits) throw new BadTables(`${at} is not right`);
}

/** @type {Shape} */
const text = (value, at) => must(typeof value === "string" && value !== "", at);
/** @type {Shape} */
const flag = (value, at) => must(typeof value === "boolean", at);
/** @type {Shape} */
const number = (value, at) => must(Number.isFinite(value) && value >= 0, at);

/** @param {number} least @param {number} most @returns {Shape} */
const whole = (least, most) => (value, at) =>
  must(Number.isInteger(value) && least <= value && value <= most, at);

/** @param {...any} allowed @returns {Shape} */
const oneOf = (...allowed) => (value, at) => must(allowed.includes(value), at);

/** @param {Shape} shape @returns {Shape} */
const orNull = (shape) => (value, at) => value === null || shape(value, at);

/** @param {Shape} shape @returns {Shape} */
const list = (shape) => (value, at) => {
  must(Array.isArray(value) && new Set(value).size === value.length, at);
  value.forEach((/** @type {any} */ item, /** @type {number} */ n) => shape(item, `${at}[${n}]`));
};

/** @param {Shape} shape @returns {Shape} */
const some = (shape) => (value, at) => {
  list(shape)(value, at);
  must(value.length > 0, at);
};

/** @param {Shape} shape @returns {Shape} */
const table = (shape) => (value, at) => {
  must(isPlain(value), at);
  for (const key of Object.keys(value)) shape(value[key], `${at}.${key}`);
};

/** @param {Record<string, Shape>} shapes @returns {Shape} */
const record = (shapes) => (value, at) => {
  must(isPlain(value), at);
  const keys = Object.keys(shapes);
  must(Object.keys(value).length === keys.length, at);
  for (const key of keys) {
    must(Object.hasOwn(value, key), `${at}.${key}`);
    shapes[key](value[key], `${at}.${key}`);
  }
};

/** @param {unknown} value */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const days = whole(1, 3650);
const CONTACT = record({ who: text, within: text });
const QUESTION = record({
  id: text,
  part: oneOf("about", "today"),
  page: text,
  kind: oneOf("yes_no", "sided", "choice", "number", "date", "list", "clearances"),
  values: list(text),
  least: orNull(number),
  most: orNull(number),
  whole: flag,
  absent: (value, at) => (Array.isArray(value) ? list(text)(value, at) : orNull(text)(value, at)),
  asked_when: orNull(record({ question: text, among: list(text), over: orNull(number) })),
  own_date: flag,
  keeps_when_stale: flag,
});
const RULE = record({
  id: text,
  when: list(text),
  action: oneOf(...ACTIONS),
  stops: oneOf("side", "session", null),
  contact: orNull(CONTACT),
  contact_unsure: orNull(CONTACT),
  source: text,
  pressure_at_most: orNull(whole(0, 3)),
  minutes_per_foot: orNull(whole(1, 60)),
  minutes_total: orNull(whole(1, 60)),
  spares: list(text),
  spares_there: list(text),
  zones_from: orNull(text),
  oils: list(text),
  carriers: table(some(text)),
  musts: list(text),
  offers: list(text),
  offers_where_free: table(some(text)),
  is_finding: flag,
});
const TABLES = record({
  format: oneOf(FORMAT),
  content_version: text,
  ages: record({
    about_days: days,
    touch_test_days: days,
    clearance_days: days,
    referral_days: days,
    look_minutes: whole(1, 60),
  }),
  thresholds: record({ toes_not_felt: whole(1, 6), wide_gap: number }),
  limits: record({ foot_seconds: number, bath_seconds: number }),
  groups: some(text),
  zones: some(text),
  musts: some(text),
  offers: some(text),
  questions: some(QUESTION),
  rules: some(RULE),
  words: table(text),
});

// -- Names: whatever is named is there ----------------------------------------------------------

/** @param {any} given */
function checkNames(given) {
  const ids = given.questions.map((/** @type {Question} */ question) => question.id);
  const rules = given.rules.map((/** @type {Rule} */ rule) => rule.id);
  must(new Set(ids).size === ids.length, "a question's id");
  must(new Set(rules).size === rules.length, "a rule's id");
  must(rules.includes(ASK), "rules.ASK");
  const questions = byId(given.questions);
  for (const question of given.questions) checkQuestion(question, questions);
  for (const rule of given.rules) checkRule(rule, questions, given);
}

/** @param {Question} question @param {Record<string, Question>} questions */
function checkQuestion(question, questions) {
  const closed = ["choice", "list", "clearances"].includes(question.kind);
  must(closed === question.values.length > 0, `${question.id}.values`);
  const measured = question.kind === "number";
  must((question.least !== null) === measured, `${question.id}.least`);
  must((question.most !== null) === measured, `${question.id}.most`);
  if (question.asked_when === null) return;
  const { question: other, among, over } = question.asked_when;
  must(other in questions && (among.length > 0 || over !== null), `${question.id}.asked_when`);
}

/** @param {Rule} rule @param {Record<string, Question>} questions @param {any} given */
function checkRule(rule, questions, given) {
  must(rule.when.every((name) => isKnown(name, questions)), `${rule.id}.when`);
  must(rule.when.length > 0 || rule.id === ASK, `${rule.id}.when`);
  must(rule.zones_from === null || rule.zones_from in questions, `${rule.id}.zones_from`);
  const free = Object.values(rule.offers_where_free).flat();
  const groups = [...rule.spares, ...rule.spares_there, ...free];
  must(groups.every((group) => given.groups.includes(group)), `${rule.id}.spares`);
  must(rule.musts.every((word) => given.musts.includes(word)), `${rule.id}.musts`);
  const offers = [...rule.offers, ...Object.keys(rule.offers_where_free)];
  must(offers.every((offer) => given.offers.includes(offer)), `${rule.id}.offers`);
  checkAction(rule);
  if (rule.is_finding) checkWords(rule, given.words);
}

/** @param {string} name @param {Record<string, Question>} questions */
function isKnown(name, questions) {
  return isFact(name) || (name in questions && ["yes_no", "sided"].includes(questions[name].kind));
}

/**
 * What stops says so, and a call for care stops the session and says whom to call.
 * @param {Rule} rule
 */
function checkAction(rule) {
  const grave = ACTIONS.indexOf(rule.action);
  must(grave < ACTIONS.indexOf("STOP") || rule.stops !== null, `${rule.id}.stops`);
  if (grave < ACTIONS.indexOf("FOOT_TEAM")) return;
  must(rule.stops === "session", `${rule.id}.stops`);
  must(rule.contact !== null && rule.contact_unsure !== null, `${rule.id}.contact`);
}

/** @param {Rule} rule @param {Record<string, string>} words */
function checkWords(rule, words) {
  const contacts = [rule.contact, rule.contact_unsure].filter((contact) => contact !== null);
  const keys = [
    `rule.${rule.id}.text`,
    ...(rule.action === "EMERGENCY" ? [`rule.${rule.id}.unsure`] : []),
    ...contacts.map(({ who, within }) => `verdict.contact_lines.${who}.${within}`),
  ];
  for (const key of keys) must(Object.hasOwn(words, key), key);
}
