// @ts-check
// Twin of instep/core/safety/measured.py: what the measures kept at home say to the questions that
// ask for them. Beside what a person said, the stricter stands. It decides nothing by itself.

import { dayNumber } from "./days.js";

/** @typedef {import("./tables.js").Tables} Tables */
/** @typedef {import("./screen.js").Answer} Answer */
/** @typedef {{degrees: number, warmer: string}} DayGap */
/**
 * What was measured and is kept, as the computer tells it. Days are written as 2026-11-24.
 * @typedef {object} Measured
 * @property {Readonly<Record<string, DayGap>>} gaps
 * @property {{toes: number, on: string} | null} missed
 * @property {string | null} in_doubt
 */

/** Nothing was measured, or an older computer tells nothing of it. @type {Measured} */
export const NOTHING = Object.freeze({ gaps: Object.freeze({}), missed: null, in_doubt: null });

const NOT_DONE = "not_done";
const BOTH = "both";

// -- About you ------------------------------------------------------------------------------------

/**
 * The answers about the person, with a touch test that is stricter than what they say.
 * @param {Tables} tables
 * @param {Measured} measured
 * @param {Readonly<Record<string, any>>} about
 * @param {string} on the day judged
 * @returns {Readonly<Record<string, any>>}
 */
export function aboutWith(tables, measured, about, on) {
  const known = about.touch_test_missed;
  const tested = String(about.touch_test_on ?? "");
  const { missed, in_doubt: doubt } = measured;
  if (missed !== null && !(isNumber(known) && tested > missed.on)) {
    const day = missed.on < on ? missed.on : on;
    return { ...about, touch_test_missed: missed.toes, touch_test_on: day };
  }
  const isThere = isNumber(known) && known < tables.thresholds.toes_not_felt;
  if (doubt !== null && isThere && tested <= doubt) {
    const { touch_test_on: _, ...kept } = about;
    return { ...kept, touch_test_missed: NOT_DONE };
  }
  return about;
}

// -- Today ----------------------------------------------------------------------------------------

/**
 * Today's answers with the gaps of the day judged and of the day before.
 * @param {Tables} tables
 * @param {Measured} measured
 * @param {Readonly<Record<string, Answer>>} today
 * @param {string} on the day judged
 * @returns {Readonly<Record<string, Answer>>}
 */
export function todayWith(tables, measured, today, on) {
  const now = gapsOf(measured, on, [0, 1]);
  const isOfBoth = gapsOf(measured, on, [0]).length + gapsOf(measured, on, [1]).length === 2;
  const before = gapsOf(measured, on, isOfBoth ? [-1, 0] : [-1]);
  const gap = widest(today.temp_gap, now);
  if (gap === null || now.length + before.length === 0) return today;
  const yesterday = widest(today.temp_gap_yesterday, before);
  const most = tables.questions.temp_gap.most ?? gap;
  const { temp_warmer: _, ...kept } = today;
  const said = {
    ...kept,
    temp_gap: Math.min(gap, most),
    temp_gap_yesterday: yesterday === null ? NOT_DONE : Math.min(yesterday, most),
  };
  const sides = warmer(tables, today, now);
  return sides.length === 1 ? { ...said, temp_warmer: sides[0] } : said;
}

/**
 * Gaps of days so far from this one.
 * @param {Measured} measured @param {string} on @param {readonly number[]} far
 */
function gapsOf({ gaps }, on, far) {
  const day = dayNumber(on) ?? 0;
  const days = Object.keys(gaps).filter((each) => far.includes((dayNumber(each) ?? 0) - day));
  return days.map((each) => gaps[each]);
}

/** @param {Answer | undefined} said @param {readonly DayGap[]} gaps */
function widest(said, gaps) {
  const all = [...gaps.map(({ degrees }) => degrees), ...(isNumber(said) ? [said] : [])];
  return all.length === 0 ? null : Math.max(...all);
}

/**
 * Each foot that is warmer where a gap is too wide; one that nobody named is either foot.
 * @param {Tables} tables
 * @param {Readonly<Record<string, Answer>>} today
 * @param {readonly DayGap[]} gaps
 */
function warmer(tables, today, gaps) {
  const limit = tables.thresholds.wide_gap;
  const wide = gaps.filter(({ degrees }) => degrees > limit).map((each) => each.warmer);
  const { temp_gap: said, temp_warmer: named = BOTH } = today;
  if (isNumber(said) && said > limit) wide.push(String(named));
  return ["left", "right"].filter((side) => wide.includes(side) || wide.includes(BOTH));
}

/** @param {unknown} answer @returns {answer is number} */
function isNumber(answer) {
  return typeof answer === "number";
}

// -- Measured here, and not told yet --------------------------------------------------------------

/**
 * With one more spot of a day, by its readings. The wider gap stands, and every foot too warm.
 * @param {Tables} tables
 * @param {Measured} measured
 * @param {{left: readonly number[], right: readonly number[]}} spot
 * @param {string} on
 * @returns {Measured}
 */
export function withSpot(tables, measured, { left, right }, on) {
  if (left.length === 0 || right.length === 0) return measured;
  const apart = Number((median(left) - median(right)).toFixed(4));
  const here = { degrees: Math.abs(apart), warmer: apart > 0 ? "left" : "right" };
  const gaps = [here, ...(measured.gaps[on] === undefined ? [] : [measured.gaps[on]])];
  const degrees = Math.max(...gaps.map((gap) => gap.degrees));
  const sides = warmer(tables, {}, gaps);
  const day = { degrees, warmer: sides.length === 1 ? sides[0] : BOTH };
  return { ...measured, gaps: { ...measured.gaps, [on]: day } };
}

/** @param {readonly number[]} readings */
function median(readings) {
  const inOrder = [...readings].sort((one, other) => one - other);
  const half = inOrder.length / 2;
  return (inOrder[Math.ceil(half) - 1] + inOrder[Math.floor(half)]) / 2;
}

/**
 * Whether safety sends someone to be seen for the gaps of this day and of the one before (T2).
 * @param {Tables} tables
 * @param {Measured} measured
 * @param {string} on
 */
export function isWideTwice(tables, measured, on) {
  const days = [...gapsOf(measured, on, [0]), ...gapsOf(measured, on, [-1])];
  return days.length === 2 && days.every((gap) => gap.degrees > tables.thresholds.wide_gap);
}

/**
 * With one more toe of a touch test noted: six toes are a whole one.
 * @param {Tables} tables
 * @param {Measured} measured
 * @param {{marks: readonly string[], stopped: boolean}} test
 * @param {string} on
 * @returns {Measured}
 */
export function withToes(tables, measured, { marks, stopped }, on) {
  const toes = marks.filter((mark) => mark === "missed").length;
  const isWhole = marks.length === 6 && !stopped;
  const isLost = toes >= tables.thresholds.toes_not_felt;
  const isDone = isWhole && !marks.includes("untested");
  if (isDone) return isLost ? { ...measured, missed: { toes, on } } : measured;
  return isLost || isWhole ? { ...measured, in_doubt: on } : measured;
}
