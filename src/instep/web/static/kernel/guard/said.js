// @ts-check
// Twin of instep/core/guard/said.py: what the person said, as the guard hears it. Raw answers in,
// signs out. A *sign* is a fact that is true or not known. A fact that is neither a sign nor
// plainly no was never answered: silence sends nobody to care, it only keeps the session shut.

/** @typedef {string | number | readonly string[]} Answer */
/**
 * The raw answers that still count, by question.
 * @typedef {Readonly<Record<string, Answer>>} Answers
 */
/** The same once they are understood. @typedef {ReadonlyMap<string, Answer>} Heard */
/** @typedef {"left" | "right"} Foot */

/** @type {readonly Foot[]} */
export const FEET = Object.freeze(["left", "right"]);

/** From so many toes of six not felt, feeling counts as lost. Source: ipswich-touch-test. */
const TOES_LOST = 2;

/** A foot warmer than the other by more than this is a worry, in °C. Source: temperature-gap. */
const GAP = 2.2;

/**
 * The words of a row.
 * @param {string} text
 * @returns {ReadonlySet<string>}
 */
export function words(text) {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

/** Every zone of the foot. */
export const ZONES = words(`
  heel arch_inner arch_outer ball_inner ball_middle ball_outer toe_1 toe_2 toe_3 toe_4 toe_5
  web_1_2 web_2_3 web_3_4 web_4_5 top_forefoot top_midfoot ankle_inner ankle_outer ankle_front
  lower_leg
`);

const NO_IS_SAFE = words(`
  age_65 diabetes numb_feet told_lops poor_circulation calf_on_walking foot_history
  fragile_bones fragile_skin blood_thinner clot hand_foot_syndrome oxaliplatin swollen_legs
  pregnant seizures g6pd atrial_fibrillation scent_trouble home_oxygen soles_hard_to_see
  hard_to_reach cannot_say insulin_in_leg
  with_helper chest sudden_weakness saddle fever hangs_down new_weakness red_stays sleepy
`);
const YES_IS_SAFE = words("adult pulses_ok chemo_team_ok oil_patch_clear cause_known looked");
const SIDED = words(`
  bone_or_surgery tumour_or_radiotherapy varicose look_10min look_morning calf new_swelling
  tender_cord wound infection black_or_blue sore_patch hot_swollen sudden_cold injury gout
  touch_hurts fungus
`);

/** The words each question takes. Any other word is not an answer. */
const WORDS = new Map([
  ...rows([...NO_IS_SAFE, ...YES_IS_SAFE], words("yes no not_sure")),
  ...rows(SIDED, words("no left right both not_sure")),
  ...rows(["missing_foot"], words("no left right both")),
  ...rows(["chemo"], words("never over_6_months under_6_months now")),
  ...rows(["platelets"], words("ok low very_low unknown not_applicable")),
  ...rows(["open_referral"], words("no seen not_seen")),
  ...rows(["temp_warmer"], words("left right")),
  ...rows(["touch_test_missed", "temp_gap", "temp_gap_yesterday"], words("not_done")),
]);

/** The questions that take a number, from 0 to this: toes, and degrees Celsius twice. */
const LARGEST = new Map([
  ["touch_test_missed", 6],
  ["temp_gap", 15],
  ["temp_gap_yesterday", 15],
]);

const CLEARABLE = words("R06 R07 R09 R19 R43");

/** The questions that take a list, and what may stand in it. */
const LISTS = new Map([
  ["skin_allergy", words("nut coconut fragrance eczema")],
  ["cleared_by_clinician", CLEARABLE],
  ["sore_patch_zones", ZONES],
]);

const NEVER_NEEDED = words(`
  with_helper temp_gap temp_gap_yesterday touch_test_missed temp_warmer pulses_ok
  oil_patch_clear age_65 look_10min look_morning open_referral
`);

/**
 * Questions that are put only after certain answers to another.
 * @type {ReadonlyMap<string, readonly [string, ReadonlySet<string>]>}
 */
const NEEDED_AFTER = new Map([
  ["red_stays", ["sore_patch", words("left right both not_sure")]],
  ["platelets", ["chemo", words("now under_6_months")]],
  ["chemo_team_ok", ["chemo", words("now under_6_months")]],
  ["cause_known", ["numb_feet", words("yes not_sure")]],
]);

const NEEDED = [...WORDS.keys()].filter((id) => !NEVER_NEEDED.has(id) && !NEEDED_AFTER.has(id));

/**
 * A sign, its question, and the words that give it.
 * @type {readonly (readonly [string, string, ReadonlySet<string>])[]}
 */
const NAMED_SIGNS = [
  ...Array.from(NO_IS_SAFE, (id) => /** @type {const} */ ([id, id, words("yes not_sure")])),
  ["not_looked", "looked", words("no not_sure")],
  ["cause_unknown", "cause_known", words("no not_sure")],
  ["chemo_lately", "chemo", words("now under_6_months")],
  ["chemo_now", "chemo", words("now")],
  ["team_not_asked", "chemo_team_ok", words("no not_sure")],
  ["team_agrees", "chemo_team_ok", words("yes not_sure")],
  ["platelets_very_low", "platelets", words("very_low")],
  ["platelets_low", "platelets", words("low")],
  ["platelets_uncounted", "platelets", words("unknown not_applicable")],
  ["not_seen", "open_referral", words("not_seen")],
];
const FOOT_QUESTIONS = [...SIDED, "missing_foot"];
const RISKS = Object.freeze([
  "diabetes",
  "told_lops",
  "numb_feet",
  "poor_circulation",
  "calf_on_walking",
]);

/**
 * @param {Iterable<string>} questions
 * @param {ReadonlySet<string>} fits
 * @returns {[string, ReadonlySet<string>][]}
 */
function rows(questions, fits) {
  return Array.from(questions, (question) => [question, fits]);
}

/**
 * The answers, where every question is a known one and every answer one that it takes; else null.
 * @param {unknown} answers
 * @returns {Heard | null}
 */
export function understood(answers) {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers)) return null;
  const heard = new Map(Object.entries(answers));
  return [...heard].every(([question, answer]) => fits(question, answer)) ? heard : null;
}

/** @param {string} question @param {unknown} answer */
function fits(question, answer) {
  if (typeof answer === "string") {
    // the day of the test has done its work: a test too old is not among the answers
    return question === "touch_test_on" || WORDS.get(question)?.has(answer) === true;
  }
  if (Array.isArray(answer)) {
    const known = LISTS.get(question);
    return known !== undefined && answer.every((item) => known.has(item));
  }
  const largest = LARGEST.get(question);
  if (largest === undefined || !numberWithin(answer, 0, largest)) return false;
  return question !== "touch_test_missed" || Number.isInteger(answer); // toes are whole
}

/**
 * A true number from ``least`` to ``most``, both included.
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 * @returns {value is number}
 */
export function numberWithin(value, least, most) {
  return typeof value === "number" && least <= value && value <= most;
}

/** A question that had to be put has no answer. @param {Heard} answers */
export function somethingUnanswered(answers) {
  if (!NEEDED.every((question) => answers.has(question))) return true;
  return Array.from(NEEDED_AFTER).some(
    ([question, [first, among]]) => answered(answers, first, among) && !answers.has(question),
  );
}

/** @param {Heard} answers @param {string} question @param {ReadonlySet<string>} among */
function answered(answers, question, among) {
  return among.has(/** @type {any} */ (answers.get(question)));
}

/**
 * What is true or not known of each foot; what is about no one foot is a sign on both.
 * @param {Heard} answers
 * @returns {readonly (readonly [Foot, ReadonlySet<string>])[]}
 */
export function signsOf(answers) {
  const named = NAMED_SIGNS.filter(([, question, among]) => answered(answers, question, among));
  const shared = [
    ...named.map(([sign]) => sign),
    ...riskSigns(answers),
    ...clinicianSigns(answers),
    ...skinSigns(answers),
    ...(answers.get("with_helper") !== "yes" ? ["without_helper"] : []),
  ];
  return FEET.map((foot) => [foot, new Set([...shared, ...footSigns(answers, foot)])]);
}

/** @param {Heard} answers @param {Foot} foot */
function footSigns(answers, foot) {
  const here = words(`${foot} both not_sure`);
  const said = FOOT_QUESTIONS.filter((question) => answered(answers, question, here));
  return [...said, ...warmthSigns(answers, foot)];
}

/**
 * Two feet are needed to compare; where none is named the warmer, both count.
 * @param {Heard} answers
 * @param {Foot} foot
 */
function warmthSigns(answers, foot) {
  const twoFeet = (answers.get("missing_foot") ?? "no") === "no";
  if (!twoFeet || !isWide(answers.get("temp_gap"))) return [];
  if (isWide(answers.get("temp_gap_yesterday"))) return ["warm_again"];
  return (answers.get("temp_warmer") ?? foot) === foot ? ["warmer"] : [];
}

/** @param {Answer | undefined} gap */
function isWide(gap) {
  return typeof gap === "number" && gap > GAP;
}

/** @param {Heard} answers */
function riskSigns(answers) {
  const worries = RISKS.filter((risk) => answered(answers, risk, words("yes not_sure")));
  const signs = [];
  if (worries.length > 0 || toesLost(answers)) {
    signs.push("at_risk");
  } else if (RISKS.every((risk) => answers.get(risk) === "no")) {
    signs.push("no_risk");
  }
  if (worries.includes("poor_circulation") || worries.includes("calf_on_walking")) {
    signs.push("walks_badly");
  }
  // untested counts as lost; only a silence that could still turn out well gives no sign
  if (!feelingIsThere(answers, "no")) signs.push("feeling_lost");
  return signs;
}

/**
 * Nobody said feeling is lost, and a good touch test or nothing to lose it by bears it out.
 * ``silence`` stands in for what was never answered.
 * @param {Heard} answers
 * @param {string} silence
 */
export function feelingIsThere(answers, silence = "") {
  if ((answers.get("told_lops") ?? silence) !== "no" || toesLost(answers)) return false;
  if (typeof answers.get("touch_test_missed") === "number") return true;
  return ["diabetes", "numb_feet"].every((cause) => (answers.get(cause) ?? silence) === "no");
}

/** @param {Heard} answers */
function toesLost(answers) {
  const missed = answers.get("touch_test_missed");
  return typeof missed === "number" && missed >= TOES_LOST;
}

/** @param {Heard} answers */
function clinicianSigns(answers) {
  const cleared = listed(answers, "cleared_by_clinician");
  return Array.from(CLEARABLE, (rule) =>
    cleared.includes(rule) ? `${rule}_cleared` : `${rule}_open`,
  );
}

/** @param {Heard} answers */
function skinSigns(answers) {
  const allergies = listed(answers, "skin_allergy");
  const signs = allergies.map((allergy) => `${allergy}_allergy`);
  return allergies.length > 0 ? [...signs, "skin_allergy"] : signs;
}

/** Where the sore patch is, when the person named it. @param {Heard} answers */
export function soreZones(answers) {
  return listed(answers, "sore_patch_zones");
}

/** @param {Heard} answers @param {string} question @returns {readonly string[]} */
function listed(answers, question) {
  const answer = answers.get(question);
  return Array.isArray(answer) ? answer : [];
}
