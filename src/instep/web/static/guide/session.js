// @ts-check
// The session as the server tells it, and what of it is due at a moment. No page, no clock.

import { Timeline } from "../kernel/playhead.js";

/** @typedef {import("../kernel/guard.js").Answers} Answers */
/** @typedef {import("../kernel/guard.js").Touch} Touch */
/**
 * Words, picture or sound due at a moment.
 * @typedef {object} Cue
 * @property {number} at
 * @property {string} kind
 * @property {string} say
 */
/**
 * What stands beside the foot for a whole step.
 * @typedef {object} Page
 * @property {string} name
 * @property {string} side
 * @property {string} how
 * @property {string} then
 * @property {string} step_of
 * @property {boolean} breathes
 */
/**
 * As the page holds it.
 * @typedef {object} Told
 * @property {string} evening
 * @property {Answers} answers
 * @property {readonly Touch[]} steps
 * @property {readonly Page[]} pages
 * @property {readonly Cue[]} cues
 * @property {readonly number[]} starts
 * @property {number} seconds
 * @property {number} position
 * @property {readonly number[]} played
 * @property {{in: number, out: number}} breathe
 * @property {Readonly<Record<string, number>>} tempo
 * @property {{rested: number, lasts: number}} fresh
 * @property {Readonly<Record<string, string>>} words
 */

/** Cues may be said a hair before they are due: a clock of floats is never exact. */
const HAIR = 1e-6;

/** @param {Told} told */
export function timelineOf(told) {
  return new Timeline(told.cues, told.starts, told.seconds);
}

/**
 * The line that was said last in this step; silence keeps it standing.
 * @param {Told} told
 * @param {number} place
 * @param {number} position
 */
export function captionAt(told, place, position) {
  const start = told.starts[place];
  const said = told.cues.filter(
    (cue) => cue.say && cue.at >= start - HAIR && cue.at <= position + HAIR,
  );
  const line = said.length ? said[said.length - 1].say : "";
  return line === `${told.pages[place].name}.` || line === told.pages[place].name ? "" : line;
}

/**
 * The breath that is on: inward or not, and how much of it has passed, 0 to 1. Null between.
 * @param {Told} told
 * @param {number} place
 * @param {number} position
 */
export function breathAt(told, place, position) {
  const begun = told.cues.filter(
    (cue) =>
      (cue.kind === "in" || cue.kind === "out") &&
      cue.at >= told.starts[place] - HAIR &&
      cue.at <= position + HAIR,
  );
  if (!begun.length) return null;
  const cue = begun[begun.length - 1];
  const inward = cue.kind === "in";
  const share = (position - cue.at) / (inward ? told.breathe.in : told.breathe.out);
  return share <= 1 ? { inward, share } : null;
}

/**
 * From where to where the ring of time goes: all steps on this foot, or this step alone.
 * @param {Told} told
 * @param {number} place
 * @returns {[number, number]}
 */
export function stretchAt(told, place) {
  const ends = [...told.starts.slice(1), told.seconds];
  const side = told.steps[place].side;
  let first = place;
  let last = place;
  if (side !== "both") {
    while (first > 0 && told.steps[first - 1].side === side) first -= 1;
    while (last + 1 < told.steps.length && told.steps[last + 1].side === side) last += 1;
  }
  return [told.starts[first], ends[last]];
}

/**
 * A length of time in words, never with more detail than a tired person wants.
 * @param {Told} told
 * @param {number} seconds
 */
export function inWords(told, seconds) {
  if (seconds < 45) return told.words.time_less;
  const minutes = Math.ceil(seconds / 60 - 0.25);
  return minutes === 1 ? told.words.time_one : told.words.time_many.replace("{n}", `${minutes}`);
}
