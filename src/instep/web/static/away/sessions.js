// @ts-check
// Sessions that were kept on this device, and whether one of them is for today. No page, no store.

import { refusal, uncleared } from "../kernel/index.js";

/** @typedef {import("../kernel/tables.js").Tables} Tables */
/** @typedef {import("../kernel/clearance.js").Clearance} Clearance */
/** @typedef {import("../kernel/screen.js").Answer} Answer */
/** @typedef {import("../guide/session.js").Told} Told */
/**
 * A session as the computer gave it to be kept.
 * @typedef {object} Session
 * @property {string} key names this very session
 * @property {string} name
 * @property {Record<string, any>} asked
 * @property {string | null} [lot] the arm of a fair test that it was planned for
 * @property {string} content_version
 * @property {boolean} helper
 * @property {boolean} night
 * @property {string} html
 * @property {Told} told
 * @property {Blob | null} sound
 */

/** So many are kept; the oldest goes first. */
const MOST = 3;

/**
 * What is kept, with this one first; the same one is kept once.
 * @param {readonly Session[]} kept
 * @param {Session} session
 * @returns {Session[]}
 */
export function withSession(kept, session) {
  return [session, ...kept.filter(({ key }) => key !== session.key)].slice(0, MOST);
}

/**
 * Whether today's answers let every step of it play: by safety, and by the guard once more.
 * @param {Tables} tables
 * @param {Clearance} clearance
 * @param {Readonly<Record<string, Answer>>} answers
 * @param {Session} session
 */
export function fits(tables, clearance, answers, session) {
  try {
    const { steps } = session.told;
    if (session.content_version !== tables.content_version || session.night) return false;
    if (session.helper !== (answers.with_helper === "yes") || steps.length === 0) return false;
    if (uncleared(tables, clearance, /** @type {any} */ (steps), false) !== null) return false;
    return steps.every((step, place) => refusal(answers, steps.slice(0, place), step) === null);
  } catch {
    return false;
  }
}
