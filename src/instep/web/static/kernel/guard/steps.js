// @ts-check
// Twin of instep/core/guard/steps.py: each step held against the walls, just before it is seen or
// heard.

import { FEET, ZONES, numberWithin, words } from "./said.js";
import { GROUPS, HOLD, MOVE_MUSCLE, NOT_ON_SORE_SPOTS, RUB_IN, SPREAD, wallsOf } from "./walls.js";

/** @typedef {import("./said.js").Answers} Answers */
/** @typedef {import("./said.js").Foot} Foot */
/** @typedef {import("./walls.js").Walls} Walls */
/**
 * A step as the guard sees it: what is done, where, how long and how firmly.
 * @typedef {object} Touch
 * @property {string} technique
 * @property {readonly string[]} groups
 * @property {"left" | "right" | "both"} side
 * @property {readonly string[]} zones
 * @property {readonly string[]} points
 * @property {number} seconds
 * @property {number | null} pressure
 * @property {readonly string[]} [oils] not told: any that may be in it
 * @property {readonly string[]} [carriers] not told: any that may be in it
 */

/** Cooler water is no bath, in °C. Source: iwgdf-wash-water. */
const COOLEST_BATH = 33.0;

/** Warmer water burns feet that do not feel it, in °C. Source: iwgdf-wash-water. */
const WARMEST_BATH = 36.0;

/** No foot stays in the water longer, in seconds. Source: dose-table. */
const LONGEST_BATH = 10 * 60;

/** No step has more seconds than a day; what claims more is no step. */
const LONGEST_STEP = 24 * 60 * 60;

const NOT_KNOWN = "This step is not one we know. We leave it out.";
const THAT_FOOT = "That foot is left alone tonight.";
const THAT_SPOT = "That sore spot is left alone tonight.";
const NOT_THIS = "This one is not for you tonight.";
const NO_FLAME = "No flame, please. Use the small LED light.";
const NO_BATH = "There is no foot bath for you tonight.";
const NO_OIL = "There is no scented oil for you tonight.";
const THIS_BOTTLE = "What is in that bottle is not for you.";
const TOO_FIRM = "That is too firm for your feet tonight.";
const FOOT_DONE = "That foot has had enough for tonight.";
const LONG_ENOUGH = "That is long enough for tonight.";
const BATH_LONG_ENOUGH = "Feet stay in the water 10 minutes at most.";
const WRONG_WATER = "The water must be 33 to 36 degrees. Please measure it.";

/** @type {ReadonlyMap<string, readonly Foot[]>} */
const SIDES = new Map([
  ["left", ["left"]],
  ["right", ["right"]],
  ["both", FEET],
]);

/**
 * A technique as rules.md lists it: groups, zones, usual and least pressure, its point.
 * @typedef {object} Known
 * @property {ReadonlySet<string>} groups
 * @property {ReadonlySet<string>} zones
 * @property {number | null} usual
 * @property {number} least
 * @property {ReadonlySet<string>} points
 */

/**
 * @param {Iterable<string>} groups
 * @param {Iterable<string>} zones
 * @param {number | null} usual
 * @param {number} least
 * @param {Iterable<string>} points
 * @returns {Known}
 */
function technique(groups = [], zones = [], usual = null, least = HOLD, points = []) {
  return { groups: new Set(groups), zones: new Set(zones), usual, least, points: new Set(points) };
}

const NOTHING = words("");
const OILS = words("peppermint eucalyptus");
const CARRIERS = words("cream sunflower coconut almond");
const POINTS = words("big_toe_base below_big_toe near_heel");

/** The scented oils that may be in it (O1). @param {Known} known */
function oilsIn(known) {
  return known.groups.has("OIL") ? OILS : NOTHING;
}

/** The cream or plain oil that may be in it (O1). @param {Known} known */
function carriersIn(known) {
  return known.groups.has("CAR") ? CARRIERS : NOTHING;
}

const FOOT = [...ZONES].filter((zone) => zone !== "lower_leg");
const ARCH = words("arch_inner arch_outer");
const BALLS = words("ball_inner ball_middle ball_outer");
const TOES = words("toe_1 toe_2 toe_3 toe_4 toe_5");
const HEEL = words("heel");
const TOP = words("top_forefoot top_midfoot");
const STROKED = [...TOP, "ankle_front"];
const CREAMED = [...TOP, ...ARCH, ...BALLS, ...HEEL, "ankle_inner", "ankle_outer"];
const PATTED = [...TOP, "arch_inner", "heel"];

/** @param {string} point @param {string} zone */
function press(point, zone) {
  return technique(["ACU"], [zone], RUB_IN, SPREAD, [point]);
}

/** @type {ReadonlyMap<string, Known>} */
const TECHNIQUES = new Map([
  ["skin_look", technique([], FOOT)],
  ["warm_hold", technique(["HOLD"], words("top_midfoot arch_inner"), HOLD, HOLD)],
  ["ankle_hold", technique(words("HOLD LEG"), ["lower_leg"], HOLD, HOLD)],
  ["top_strokes", technique(["RUB"], STROKED, SPREAD, SPREAD)],
  ["closing_strokes", technique(["RUB"], STROKED, SPREAD, SPREAD)],
  ["arch_rub", technique(["RUB"], [...ARCH, ...BALLS, ...TOES], RUB_IN, SPREAD)],
  ["heel_and_ball_rub", technique(["RUB"], [...HEEL, ...BALLS], RUB_IN, SPREAD)],
  ["sole_circles", technique(["RUB"], ARCH, MOVE_MUSCLE, SPREAD)],
  ["toe_stretch", technique(["STR"], TOES, SPREAD, SPREAD)],
  ["toe_circles", technique(["STR"], TOES, SPREAD, SPREAD)],
  ["toe_wiggle", technique(["ACT"])],
  ["ankle_pumps", technique(["ACT"])],
  ["press_big_toe_base", press("big_toe_base", "toe_1")],
  ["press_below_big_toe", press("below_big_toe", "arch_inner")],
  ["press_near_heel", press("near_heel", "arch_inner")],
  ["ball_roll", technique(["ROL"], [...ARCH, ...BALLS, ...HEEL], RUB_IN, RUB_IN)],
  ["cream_massage", technique(words("CAR RUB"), CREAMED, RUB_IN, SPREAD)],
  ["oil_massage", technique(words("OIL CAR RUB"), CREAMED, RUB_IN, SPREAD)],
  ["cream_pat", technique(["CAR"], PATTED, SPREAD, SPREAD)],
  ["soft_pad_strokes", technique(["CAR"], PATTED, SPREAD, SPREAD)],
  ["foot_bath", technique(["BATH"], FOOT)],
  ["warm_wash", technique([], FOOT)],
  ["room", technique()],
  ["slow_breathing", technique(["BREATHE"])],
  ["quiet_rest", technique()],
  ["wipe_and_shoes", technique([], FOOT)],
]);
const STAYS_ON_A_CLOSED_FOOT = words("skin_look wipe_and_shoes room quiet_rest slow_breathing");
const BATH = words("BATH");

/** The groups whose seconds count towards a foot's minutes. */
const COUNTED = words("RUB STR ACU ROL OIL CAR");

/** @type {ReadonlyMap<string, string>} */
const WHY_SPARED = new Map([
  ["BATH", NO_BATH],
  ["OIL", NO_OIL],
]);

/**
 * Why this step must not be seen or heard, in one short sentence; null when it may.
 * ``before`` are the steps of this session already played. Never throws: what is odd is refused.
 * @param {Answers} answers
 * @param {readonly Touch[]} before
 * @param {Touch} step
 * @returns {string | null}
 */
export function refusal(answers, before, step) {
  try {
    return refused(wallsOf(answers), [...before, step]);
  } catch {
    return NOT_KNOWN; // whatever went wrong, a step that cannot be judged is not shown
  }
}

/**
 * Why no foot goes into this water; null from 33.0 to 36.0 °C on a thermometer, both ends.
 * No reading, or one that is no number, refuses.
 * @param {number | null} reading
 * @returns {string | null}
 */
export function bathRefusal(reading) {
  return numberWithin(reading, COOLEST_BATH, WARMEST_BATH) ? null : WRONG_WATER;
}

/**
 * The same against walls already raised, of the last of these steps. It may throw.
 * @param {Walls} walls
 * @param {readonly Touch[]} steps
 * @returns {string | null}
 */
export function refused(walls, steps) {
  const step = steps[steps.length - 1];
  if (step.groups.includes("CAN")) return NO_FLAME;
  if (!steps.every(isKnown)) return NOT_KNOWN;
  return (
    beginningRefused(walls, steps) ??
    footRefused(walls, step) ??
    mannerRefused(walls, step) ??
    timeRefused(walls, steps)
  );
}

/** What the table says of this technique; a newer one is taken at its word. @param {Touch} step */
function knownOf(step) {
  return TECHNIQUES.get(step.technique) ?? asItClaims(step);
}

/**
 * A technique that came after rules.md: judged by its own groups, zones and pressure.
 * What touches or presses and belongs to no group could not be held to any rule: it is nothing.
 * @param {Touch} step
 */
function asItClaims(step) {
  const touches = step.zones.length > 0 || step.points.length > 0 || step.pressure !== null;
  if (touches && step.groups.length === 0) return technique();
  return technique(step.groups, step.zones, step.pressure, step.pressure ?? HOLD, step.points);
}

/**
 * The step is made of words we know and claims nothing its technique does not have.
 * @param {Touch} step
 */
function isKnown(step) {
  if (typeof step.technique !== "string" || step.technique === "") return false;
  if (!SIDES.has(step.side) || !isMadeOfWords(step)) return false;
  const known = knownOf(step);
  return (
    within(step.groups, known.groups) &&
    within(step.zones, known.zones) &&
    within(step.points, known.points) &&
    within(step.oils ?? [], oilsIn(known)) &&
    within(step.carriers ?? [], carriersIn(known)) &&
    numberWithin(step.seconds, 0, LONGEST_STEP) &&
    pressesAs(known, step.pressure)
  );
}

/** Python has types for these; here a word could be any. @param {Touch} step */
function isMadeOfWords(step) {
  return (
    within(step.groups, GROUPS) && within(step.zones, ZONES) && within(step.points, POINTS)
  );
}

/** @param {readonly string[]} claimed @param {ReadonlySet<string>} allowed */
function within(claimed, allowed) {
  return Array.isArray(claimed) && claimed.every((word) => allowed.has(word));
}

/** @param {Known} known @param {number | null} pressure */
function pressesAs(known, pressure) {
  if (known.usual === null) return pressure === null;
  const most = Math.min(known.usual, MOVE_MUSCLE);
  return Number.isInteger(pressure) && numberWithin(pressure, known.least, most);
}

/**
 * What its technique is: one that claims fewer groups cannot talk itself out of any.
 * @param {Touch} step
 */
function groupsOf(step) {
  return knownOf(step).groups;
}

/**
 * Where it goes. A ball cannot steer round a spot; one that names no zone goes anywhere.
 * @param {Touch} step
 */
function zonesOf(step) {
  const whole = knownOf(step).zones;
  if (groupsOf(step).has("ROL") || step.zones.length === 0) return [...whole];
  return step.zones;
}

/** @param {Touch} step */
function feetOf(step) {
  return SIDES.get(step.side) ?? FEET;
}

/**
 * A session of breathing alone is the night's: it needs less, since no foot is touched.
 * @param {Walls} walls
 * @param {readonly Touch[]} steps
 */
function beginningRefused(walls, steps) {
  return steps.every(onlyBreathes) ? walls.noBreathing : walls.noSession;
}

/** @param {Touch} step */
function onlyBreathes(step) {
  const belongs = groupsOf(step);
  return belongs.size === 1 && belongs.has("BREATHE");
}

/** @param {Walls} walls @param {Touch} step */
function footRefused(walls, step) {
  const feet = feetOf(step);
  const belongs = groupsOf(step);
  const stays = STAYS_ON_A_CLOSED_FOOT.has(step.technique);
  if (feet.some((foot) => walls.closed.has(foot)) && !stays) return THAT_FOOT;
  for (const group of [...belongs].sort()) {
    if (feet.some((foot) => walls.spared.has(`${group} ${foot}`))) {
      return WHY_SPARED.get(group) ?? NOT_THIS;
    }
  }
  if (!share(belongs, NOT_ON_SORE_SPOTS)) return null;
  const sore = zonesOf(step).some((zone) => feet.some((foot) => walls.sore.has(`${zone} ${foot}`)));
  return sore ? THAT_SPOT : null;
}

/** @param {Walls} walls @param {Touch} step */
function mannerRefused(walls, step) {
  if (step.pressure !== null && step.pressure > walls.firmest) return TOO_FIRM;
  // an oil massage that names no oil could be with any, and so could a cream that is not told
  const { oils = [] } = step;
  const bottle = oils.length > 0 ? oils : oilsIn(knownOf(step));
  const carriers = step.carriers ?? carriersIn(knownOf(step));
  return share(bottle, walls.oils) || share(carriers, walls.carriers) ? THIS_BOTTLE : null;
}

/** @param {Iterable<string>} some @param {ReadonlySet<string>} others */
function share(some, others) {
  return [...some].some((word) => others.has(word));
}

/** @param {Walls} walls @param {readonly Touch[]} steps */
function timeRefused(walls, steps) {
  if (walls.inAll !== null && secondsOf(steps) > walls.inAll) return LONG_ENOUGH;
  if (mostOnAFoot(steps, COUNTED) > walls.aFoot) return FOOT_DONE;
  return mostOnAFoot(steps, BATH) > LONGEST_BATH ? BATH_LONG_ENOUGH : null;
}

/**
 * The seconds so far on the foot the last step works on, the greater where it is both.
 * @param {readonly Touch[]} steps
 * @param {ReadonlySet<string>} counted
 */
function mostOnAFoot(steps, counted) {
  const step = steps[steps.length - 1];
  if (!share(counted, groupsOf(step))) return 0;
  const alike = steps.filter((each) => share(counted, groupsOf(each)));
  const feet = feetOf(step);
  return Math.max(
    ...feet.map((foot) => secondsOf(alike.filter((each) => feetOf(each).includes(foot)))),
  );
}

/** @param {readonly Touch[]} steps */
function secondsOf(steps) {
  return steps.reduce((seconds, step) => seconds + step.seconds, 0);
}
