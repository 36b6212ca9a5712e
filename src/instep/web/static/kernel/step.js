// @ts-check
// Twin of instep/core/session/step.py: whether today's clearance permits a step, and a session.
// Whatever is odd is not permitted.

import { FEET, each } from "./body.js";
import { isDecided, sparedOn } from "./clearance.js";
import { isTables } from "./tables.js";

/** @typedef {import("./body.js").Foot} Foot */
/** @typedef {import("./body.js").Side} Side */
/** @typedef {import("./clearance.js").Clearance} Clearance */
/** @typedef {import("./tables.js").Tables} Tables */
/**
 * One technique on one side, or on both at once, for so many seconds; as in the session JSON.
 * ``oils`` and ``carriers`` may be left out only where its groups use neither.
 * @typedef {object} Step
 * @property {string} technique
 * @property {readonly string[]} groups
 * @property {Side} side
 * @property {readonly string[]} zones
 * @property {readonly string[]} points
 * @property {number} seconds
 * @property {number | null} pressure
 * @property {readonly string[]} [oils]
 * @property {readonly string[]} [carriers]
 */

/** The groups whose seconds count towards a foot's minutes (rules.md, Dose). */
const MASSAGE = Object.freeze(["RUB", "STR", "ACU", "ROL", "OIL", "CAR"]);

/** The firmest pressure there is. */
const FIRMEST = 3;

/**
 * Whether nothing this step does is spared today: groups, sides, zones, pressure, bottles.
 * @param {Clearance} clearance
 * @param {Step} step
 * @returns {boolean}
 */
export function permits(clearance, step) {
  try {
    return isDecided(clearance) && isStep(step) && permitted(clearance, step);
  } catch {
    return false;
  }
}

/** @param {Clearance} clearance @param {Step} step */
function permitted(clearance, step) {
  for (const side of each(step.side)) {
    const spared = sparedOn(clearance, step.groups, side);
    if (spared === null || step.zones.some((zone) => spared.has(zone))) return false;
  }
  if (step.pressure !== null && step.pressure > clearance.pressure_at_most) return false;
  const { oils = [], carriers = [] } = step;
  if (oils.some((oil) => clearance.oils_spared.includes(oil))) return false;
  return !carriers.some((carrier) => clearance.carriers_spared.includes(carrier));
}

/** Everything there and of its type; a bottle not named could hold anything. @param {Step} step */
function isStep(step) {
  const { groups, zones, points, seconds, pressure } = step;
  const bottles = { OIL: step.oils, CAR: step.carriers };
  return (
    [groups, zones, points].every(isWords) &&
    Number.isFinite(seconds) &&
    seconds >= 0 &&
    (pressure === null || (Number.isInteger(pressure) && 0 <= pressure && pressure <= FIRMEST)) &&
    Object.entries(bottles).every(([group, named]) =>
      named === undefined ? !groups.includes(group) : isWords(named),
    )
  );
}

/** @param {unknown} value */
function isWords(value) {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}

/**
 * Why these steps make no session today; null where they do.
 * @param {Tables} tables
 * @param {Clearance} clearance
 * @param {readonly Step[]} steps
 * @param {boolean} night a session of breathing alone, which needs less
 * @returns {string | null}
 */
export function uncleared(tables, clearance, steps, night) {
  try {
    if (!isTables(tables) || !isDecided(clearance)) return "nothing was decided";
    if (!(night === true ? clearance.may_breathe : clearance.may_begin)) {
      return "today's clearance lets no session begin";
    }
    const odd = steps.find((step) => !permits(clearance, step));
    if (odd !== undefined) return `${odd.technique} on ${odd.side} is not cleared`;
    return tooLong(tables, clearance, steps);
  } catch {
    return "these are no steps";
  }
}

/**
 * The seconds of one foot that count towards its minutes.
 * @param {readonly Step[]} steps
 * @param {Foot} side
 */
function massageSeconds(steps, side) {
  return sum(steps.filter((step) => massages(step) && each(step.side).includes(side)));
}

/** Whether its seconds count towards the foot's minutes. @param {Step} step */
function massages(step) {
  return step.groups.some((group) => MASSAGE.includes(group));
}

/** @param {readonly Step[]} steps */
function sum(steps) {
  return steps.reduce((seconds, step) => seconds + step.seconds, 0);
}

/** @param {Tables} tables @param {Clearance} clearance @param {readonly Step[]} steps */
function tooLong(tables, clearance, steps) {
  const { per_foot: perFoot, total } = clearance.minutes_at_most;
  const most = tables.limits.foot_seconds;
  const limit = perFoot === null ? most : Math.min(most, perFoot * 60);
  if (FEET.some((side) => massageSeconds(steps, side) > limit)) {
    return "more massage on one foot than is cleared";
  }
  if (total !== null && sum(steps) > total * 60) return "a longer session than is cleared";
  const baths = steps.filter((step) => step.groups.includes("BATH"));
  return sum(baths) > tables.limits.bath_seconds ? "a longer bath than anyone is offered" : null;
}
