// @ts-check
// What this device knows of the person: what the computer told last, and what was told here since.
// The computer comes to the same, once it has taken in what waits; until then this stands for it.

import { isWideTwice, NOTHING, withSpot, withToes } from "../kernel/measured.js";
import { ACTIONS } from "../kernel/tables.js";

/** @typedef {import("./queue.js").Entry} Entry */
/** @typedef {import("../kernel/tables.js").Tables} Tables */
/**
 * @typedef {object} Looks
 * @property {string} ten_minutes_at
 * @property {string} morning_on
 * @property {string | null} ten_minutes
 * @property {string | null} morning
 * @property {string | null} found_on
 */
/** @typedef {{on: string, seen: boolean}} Referral */
/**
 * The person as the computer knew them when it was last there.
 * @typedef {object} Mirror
 * @property {string} made_at
 * @property {string} whose the name the records go by: other records are of another person
 * @property {Record<string, any>} about
 * @property {Record<string, string>} asked_on
 * @property {import("../kernel/measured.js").Measured} [measured]
 * @property {Record<string, string>} contacts
 * @property {Looks | null} looks
 * @property {Referral | null} referral
 * @property {string | null} [follows] what scores are about; null where nobody chose
 * @property {{session: string, ended: string, asks: boolean} | null} evening
 * @property {Record<string, string>} look
 */

/** The looks that fall due, and what they are kept as. @type {Readonly<Record<string, "ten_minutes" | "morning">>} */
export const LOOKS = Object.freeze({ look_10min: "ten_minutes", look_morning: "morning" });

const CARE = ACTIONS.indexOf("FOOT_TEAM");

/**
 * The mirror with what was told here since, in the order in which it was told.
 * @param {Mirror} mirror
 * @param {readonly Entry[]} entries
 * @param {Tables | null} tables without them nothing is offered
 * @returns {Mirror}
 */
export function withTold(mirror, entries, tables) {
  return entries.reduce((known, entry) => (TOLD[entry.kind] ?? same)(known, entry, tables), mirror);
}

/** @type {Record<string, (known: Mirror, entry: Entry, tables: Tables | null) => Mirror>} */
const TOLD = Object.freeze({
  __proto__: null,
  day: (known, { body, on }) => {
    const isSent = ACTIONS.indexOf(body.said.action) >= CARE;
    return isSent ? { ...known, referral: { on, seen: false } } : known;
  },
  seen: (known, { body }) => {
    return known.referral === null
      ? known
      : { ...known, referral: { ...known.referral, seen: body.seen } };
  },
  look: (known, { body, on }) => {
    const isTheirs = known.looks?.ten_minutes_at === body.due;
    return known.looks !== null && isTheirs ? { ...known, looks: told(known.looks, body, on) } : known;
  },
  session: (known, { body }) => {
    const found = known.looks?.found_on ?? null;
    const owed = { ten_minutes_at: body.looks_from, morning_on: body.morning_on };
    return { ...known, looks: { ...owed, ten_minutes: null, morning: null, found_on: found } };
  },
  touch: (known, { body, on }, tables) => {
    if (tables === null) return known;
    return { ...known, measured: withToes(tables, known.measured ?? NOTHING, body, on) };
  },
  warmth: (known, { body, on }, tables) => {
    if (tables === null) return known;
    const before = known.measured ?? NOTHING;
    const measured = withSpot(tables, before, /** @type {any} */ (body), on);
    const isSent = measured !== before && known.about.missing_foot === "no";
    if (!isSent || !isWideTwice(tables, measured, on)) return { ...known, measured };
    return { ...known, measured, referral: { on, seen: false } };
  },
  close: (known, { body }) => {
    return known.evening?.session === body.session ? { ...known, evening: null } : known;
  },
});

/** @param {Mirror} known */
function same(known) {
  return known;
}

/**
 * The looks with this one told. What was found stays found: a no does not undo it.
 * @param {Looks} looks
 * @param {Record<string, any>} body
 * @param {string} on
 * @returns {Looks}
 */
function told(looks, { look, said }, on) {
  const name = LOOKS[look];
  const found = [...new Set([looks[name], said])].filter((side) => side !== null && side !== "no");
  const worse = found.length === 0 ? "no" : found.length > 1 ? "both" : found[0];
  return { ...looks, [name]: worse, found_on: said === "no" ? looks.found_on : on };
}
