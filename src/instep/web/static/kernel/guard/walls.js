// @ts-check
// Twin of instep/core/guard/walls.py: the walls a person's answers raise tonight, rules.md again as
// plain rows. A row stands when all its signs are there, looked up for each foot by itself.

import {
  FEET,
  ZONES,
  feelingIsThere,
  signsOf,
  somethingUnanswered,
  soreZones,
  understood,
  words,
} from "./said.js";

/** @typedef {import("./said.js").Answers} Answers */
/** @typedef {import("./said.js").Heard} Heard */
/** @typedef {import("./said.js").Foot} Foot */
/** @typedef {readonly (readonly [Foot, ReadonlySet<string>])[]} Signs */

const MINUTE = 60;

/** No foot is massaged longer than this in one session, in seconds. Source: dose-table. */
export const MOST_A_FOOT = 15 * MINUTE;

const NOT_UNDERSTOOD = "One answer is not clear. Please give it again.";
const SEE_SOMEONE = "Please ask for help first. The feet are left alone.";
const STILL_OPEN = "One question is still open. Please answer it first.";
const NOT_TONIGHT = "The feet are left alone tonight.";
const NOT_FOR_THE_YOUNG = "This is only for people of 18 or more.";

/** How hard, on a paraphrase of the Walton scale. */
export const HOLD = 0;
/** As if spreading lotion. */
export const SPREAD = 1;
/** As if rubbing it in. */
export const RUB_IN = 2;
/** Muscle moves under the hand; nothing is firmer. */
export const MOVE_MUSCLE = 3;

/** Every group a technique may belong to. */
export const GROUPS = words("HOLD RUB STR ACT ACU ROL OIL CAR BATH CAN BREATHE LEG");

/**
 * What the guard works out from the raw answers by itself; each wall can only refuse.
 * ``noSession`` and ``noBreathing`` say why none may begin, or are null. ``spared`` holds
 * "GROUP foot", ``sore`` "zone foot". ``aFoot`` and ``inAll`` are seconds; null is no wall.
 * @typedef {object} Walls
 * @property {string | null} noSession
 * @property {string | null} noBreathing
 * @property {ReadonlySet<string>} closed
 * @property {ReadonlySet<string>} spared
 * @property {ReadonlySet<string>} sore
 * @property {number} firmest
 * @property {number} aFoot
 * @property {number | null} inAll
 * @property {ReadonlySet<string>} oils
 * @property {ReadonlySet<string>} carriers
 */
/**
 * One rule's effect on a foot. Source of the lengths: dose-table.
 * @typedef {object} Row
 * @property {string} rule
 * @property {readonly string[]} when
 * @property {readonly string[]} spares
 * @property {number} firmest
 * @property {number} aFoot
 * @property {number | null} inAll
 * @property {readonly string[]} oils
 * @property {readonly string[]} carriers
 */
/** @typedef {Partial<Record<"firmest" | "aFoot" | "inAll", number>>} Least */
/** @typedef {Least & Partial<Record<"oils" | "carriers", string>>} More */

/**
 * @param {string} rule
 * @param {string} when
 * @param {string} spares
 * @param {More} more
 * @returns {Row}
 */
function row(rule, when, spares = "", more = {}) {
  const { firmest = MOVE_MUSCLE, aFoot = MOST_A_FOOT, inAll = null } = more;
  return {
    rule,
    when: [...words(when)],
    spares: [...words(spares)],
    firmest,
    aFoot,
    inAll,
    oils: [...words(more.oils ?? "")],
    carriers: [...words(more.carriers ?? "")],
  };
}

/** Rows that send someone to care: no session, and no breathing at night either. */
const SEE_SOMEONE_FIRST = [
  row("R01a", "wound at_risk"),
  row("R02a", "infection"),
  row("R02c", "black_or_blue"),
  row("R02e", "fever gout"), // its other ways are stopped by R03 and R12b
  row("R03", "hot_swollen"),
  row("R04a", "calf"),
  row("R04b", "chest"),
  row("R05", "sudden_cold"),
  row("R06", "hangs_down R06_open"),
  row("R11c", "gout at_risk"),
  row("R12b", "sore_patch red_stays"),
  row("R19a R19b", "new_swelling"),
  row("R20b", "tender_cord"),
  row("R35a", "new_weakness"),
  row("R35b", "sudden_weakness"),
  row("R35b", "saddle"),
  row("R39a", "injury at_risk"),
  row("R40b", "fever chemo_lately"),
  row("T2", "warm_again"),
];

/** Rows that stop the whole session but send nobody to care. R31 stands by itself below. */
const NO_SESSION = [
  row("R07a", "walks_badly R07_open"),
  row("R09", "foot_history R09_open"),
  row("R09", "missing_foot diabetes R09_open"),
  row("R09", "missing_foot walks_badly R09_open"),
  row("R14a", "platelets_very_low"),
  row("R14c", "chemo_now platelets_uncounted"),
  row("R15a", "chemo_lately team_not_asked"),
  row("R19c", "swollen_legs R19_open"),
  row("R40a", "fever"),
  row("R42", "not_looked"),
  row("R43a", "clot R43_open"),
  row("R45b", "cannot_say without_helper"),
  row("K1", "look_10min"),
  row("K1", "look_morning"),
  row("K2", "not_seen"),
];

const CLOSES_A_FOOT = [
  row("R01c", "wound no_risk"),
  row("R10", "bone_or_surgery"),
  row("R11b", "gout no_risk"),
  row("R18", "tumour_or_radiotherapy"),
  row("R39b", "injury no_risk"),
  row("R41", "missing_foot"),
  row("T3", "warmer"),
];

const SHAKING_OILS = "eucalyptus camphor rosemary sage hyssop fennel cedar thuja pennyroyal";
const MENTHOL = "peppermint";

/** Rows that let a session be, but smaller. R12a, the sore patch, has its own lines below. */
const NARROWS = [
  row("R07b", "walks_badly R07_cleared", "BATH ROL ACU", { firmest: RUB_IN }),
  row("R08a", "feeling_lost", "BATH", { firmest: RUB_IN, aFoot: 8 * MINUTE }),
  row("R08b", "feeling_lost without_helper", "ROL"),
  row("R11a", "fragile_bones", "STR ROL"),
  row("R13", "blood_thinner", "ROL ACU", { firmest: RUB_IN }),
  row("R14b", "platelets_low", "ROL ACU", { firmest: SPREAD }),
  row("R15b", "chemo_lately team_agrees", "", { firmest: SPREAD, inAll: 20 * MINUTE }),
  row("R16", "hand_foot_syndrome", "RUB ROL BATH ACU STR OIL", { firmest: SPREAD }),
  row("R17", "oxaliplatin", "", { oils: MENTHOL }),
  row("R19d", "swollen_legs R19_cleared", "BATH LEG", { firmest: SPREAD }),
  row("R20a", "varicose", "LEG"),
  row("R21a", "pregnant", "ACU OIL LEG"),
  row("R22", "seizures", "", { oils: SHAKING_OILS }),
  row("R23", "g6pd", "", { oils: MENTHOL }),
  row("R24", "atrial_fibrillation", "", { oils: MENTHOL }),
  row("R25", "scent_trouble", "OIL"),
  row("R26", "home_oxygen", "OIL CAR"),
  row("R28b", "soles_hard_to_see without_helper", "ROL BATH", {
    firmest: RUB_IN,
    inAll: 10 * MINUTE,
  }),
  row("R29a", "hard_to_reach", "ACU"),
  row("R29b", "hard_to_reach without_helper", "RUB STR ROL"),
  row("R30", "skin_allergy", "OIL"),
  row("R30", "nut_allergy", "", { carriers: "almond" }),
  row("R30", "coconut_allergy", "", { carriers: "coconut" }),
  row("R32", "fungus", "ROL BATH"),
  row("R33", "insulin_in_leg", "LEG"),
  row("R34", "touch_hurts", "RUB ACU ROL STR"),
  row("R36", "sleepy", "BATH ROL"),
  row("R37", "numb_feet cause_unknown", "", { firmest: RUB_IN }),
  row("R43b", "clot R43_cleared", "ROL ACU LEG", { firmest: SPREAD }),
  row("R44", "fragile_skin", "ROL", { firmest: SPREAD }),
  row("R45a", "cannot_say with_helper", "", { firmest: SPREAD }),
];

/** What a sore patch keeps away (R12a). */
export const NOT_ON_SORE_SPOTS = words("RUB ROL ACU");

const PLAINLY_NO_FOR_A_BATH = Object.freeze([
  "diabetes",
  "poor_circulation",
  "calf_on_walking",
  "wound",
  "infection",
  "black_or_blue",
  "sore_patch",
  "fungus",
  "swollen_legs",
  "hand_foot_syndrome",
]);

/**
 * What stands where an answer is not understood: everything.
 * @type {Walls}
 */
const SHUT = Object.freeze({
  noSession: NOT_UNDERSTOOD,
  noBreathing: NOT_UNDERSTOOD,
  closed: new Set(FEET),
  spared: onFeet(GROUPS, FEET),
  sore: onFeet(ZONES, FEET),
  firmest: HOLD,
  aFoot: 0,
  inAll: 0,
  oils: words(`${MENTHOL} ${SHAKING_OILS}`),
  carriers: words("cream sunflower coconut almond"),
});

/**
 * Every wall that these answers raise. An answer that is no answer shuts everything.
 * @param {Answers} answers
 * @returns {Walls}
 */
export function wallsOf(answers) {
  const heard = understood(answers);
  if (heard === null) return SHUT;
  const signs = signsOf(heard);
  const closed = new Set(standing(CLOSES_A_FOOT, signs).map(([, foot]) => foot));
  const narrow = standing(NARROWS, signs);
  const rows = narrow.map(([each]) => each);
  const inAll = Math.min(...rows.map((each) => each.inAll ?? Infinity));
  return {
    noSession: whyNoSession(heard, signs, closed),
    noBreathing: whyNoBreathing(heard, signs),
    closed,
    spared: spared(heard, signs, narrow),
    sore: onFeet(soreZones(heard), sore(signs)),
    firmest: Math.min(MOVE_MUSCLE, ...rows.map((each) => each.firmest)),
    aFoot: Math.min(MOST_A_FOOT, ...rows.map((each) => each.aFoot)),
    inAll: inAll === Infinity ? null : inAll,
    oils: new Set(rows.flatMap((each) => each.oils)),
    carriers: new Set(rows.flatMap((each) => each.carriers)),
  };
}

/**
 * @param {readonly Row[]} rows
 * @param {Signs} signs
 * @returns {[Row, Foot][]}
 */
function standing(rows, signs) {
  return rows.flatMap((each) =>
    signs
      .filter(([, seen]) => each.when.every((sign) => seen.has(sign)))
      .map(([foot]) => /** @type {[Row, Foot]} */ ([each, foot])),
  );
}

/** @param {Heard} answers @param {Signs} signs @param {ReadonlySet<string>} closed */
function whyNoSession(answers, signs, closed) {
  if (standing(SEE_SOMEONE_FIRST, signs).length > 0) return SEE_SOMEONE;
  if ((answers.get("adult") ?? "yes") !== "yes") return NOT_FOR_THE_YOUNG;
  if (somethingUnanswered(answers)) return STILL_OPEN;
  if (standing(NO_SESSION, signs).length > 0 || closed.size === FEET.length) return NOT_TONIGHT;
  return null;
}

/**
 * An adult, a word on pain that eases when the leg hangs, and no alarm.
 * @param {Heard} answers
 * @param {Signs} signs
 */
function whyNoBreathing(answers, signs) {
  if (standing(SEE_SOMEONE_FIRST, signs).length > 0) return SEE_SOMEONE;
  if ((answers.get("adult") ?? "yes") !== "yes") return NOT_FOR_THE_YOUNG;
  if (!answers.has("adult") || !answers.has("hangs_down")) return STILL_OPEN;
  return null;
}

/** @param {Signs} signs */
function sore(signs) {
  return signs.filter(([, seen]) => seen.has("sore_patch")).map(([foot]) => foot);
}

/** @param {Heard} answers @param {Signs} signs @param {readonly [Row, Foot][]} narrow */
function spared(answers, signs, narrow) {
  const shut = new Set(narrow.flatMap(([each, foot]) => [...onFeet(each.spares, [foot])]));
  /** @param {ReadonlySet<string>} more */
  const add = (more) => more.forEach((entry) => shut.add(entry));
  // no spot named: the whole foot is spared (R12a)
  if (soreZones(answers).length === 0) add(onFeet(NOT_ON_SORE_SPOTS, sore(signs)));
  if (answers.get("oil_patch_clear") !== "yes") add(onFeet(["OIL"], FEET)); // O1
  if (!bathIsOpen(answers)) add(onFeet(["BATH"], FEET));
  return shut;
}

/**
 * Each of these on each of these feet.
 * @param {Iterable<string>} names
 * @param {readonly Foot[]} feet
 * @returns {ReadonlySet<string>}
 */
function onFeet(names, feet) {
  return new Set([...names].flatMap((name) => feet.map((foot) => `${name} ${foot}`)));
}

/**
 * Nothing speaks against a bath, and a clinician found the blood flow good (B1).
 * @param {Heard} answers
 */
function bathIsOpen(answers) {
  if (answers.get("pulses_ok") !== "yes" || !feelingIsThere(answers)) return false;
  return PLAINLY_NO_FOR_A_BATH.every((question) => answers.get(question) === "no");
}
