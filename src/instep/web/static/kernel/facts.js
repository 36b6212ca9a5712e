// @ts-check
// Twin of instep/core/safety/facts.py: what follows from what was said. Same names, same order.
// Four values: a blank is not a no, and a doubt is not a blank.

import { union } from "./body.js";

/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./screen.js").Answer} Answer */

/**
 * How true something is. The order makes *and* the least and *or* the greatest.
 * @readonly
 * @enum {number}
 */
export const Fact = Object.freeze({ FALSE: 0, MISSING: 1, UNKNOWN: 2, TRUE: 3 });

/** A fact about the left foot and the right foot, with the answers it rests on. */
export class Truth {
  /**
   * @param {number} left
   * @param {number} right
   * @param {readonly string[]} because question ids, none twice
   * @param {boolean} sided what has no side is as true on the left as on the right
   */
  constructor(left, right, because = [], sided = false) {
    this.left = left;
    this.right = right;
    this.because = because;
    this.sided = sided;
    Object.freeze(this);
  }

  /** How true it is when nobody asks which side. */
  get value() {
    return Math.max(this.left, this.right);
  }

  /** True or unknown: enough for a rule to fire. Silence is not. */
  get holds() {
    return this.left >= Fact.UNKNOWN || this.right >= Fact.UNKNOWN;
  }

  /** The sides it is true or unknown on; both for what has no side. */
  get side() {
    if (!this.sided) return "both";
    return union(this.left >= Fact.UNKNOWN, this.right >= Fact.UNKNOWN);
  }

  /** @param {Truth} other */
  or(other) {
    const because = [this, other].filter((truth) => truth.holds).flatMap((truth) => truth.because);
    const left = Math.max(this.left, other.left);
    const right = Math.max(this.right, other.right);
    return new Truth(left, right, [...new Set(because)], this.sided || other.sided);
  }

  /** @param {Truth} other */
  and(other) {
    const because = [...new Set([...this.because, ...other.because])];
    const left = Math.min(this.left, other.left);
    const right = Math.min(this.right, other.right);
    return new Truth(left, right, because, this.sided || other.sided);
  }

  /** The same without its side. */
  anywhere() {
    return new Truth(this.value, this.value, this.because);
  }
}

const NEVER = new Truth(Fact.FALSE, Fact.FALSE);
const ALWAYS = new Truth(Fact.TRUE, Fact.TRUE);
const SILENT = new Truth(Fact.MISSING, Fact.MISSING);

/** @type {ReadonlyMap<Answer | null, number>} */
const PLAIN = new Map([
  ["yes", Fact.TRUE],
  ["no", Fact.FALSE],
  ["not_sure", Fact.UNKNOWN],
  [null, Fact.MISSING],
]);
/** @type {ReadonlyMap<Answer | null, readonly [number, number]>} */
const SIDED = new Map([
  ["no", [Fact.FALSE, Fact.FALSE]],
  ["left", [Fact.TRUE, Fact.FALSE]],
  ["right", [Fact.FALSE, Fact.TRUE]],
  ["both", [Fact.TRUE, Fact.TRUE]],
  ["not_sure", [Fact.UNKNOWN, Fact.UNKNOWN]],
  [null, [Fact.MISSING, Fact.MISSING]],
]);

/** Everything that follows from one screen, each worked out once. */
export class Facts {
  /** @type {Map<string, Truth>} */
  #known = new Map();

  /** @param {Screen} screen */
  constructor(screen) {
    this.screen = screen;
  }

  /**
   * @param {string} name a fact's name, or a yes-no or sided question
   * @returns {Truth}
   */
  get(name) {
    let truth = this.#known.get(name);
    if (truth === undefined) {
      const fact = FACTS.get(name);
      truth = fact ? fact(this) : said(this.screen, name);
      this.#known.set(name, truth);
    }
    return truth;
  }

  /**
   * The bare answer, for facts that look at a word or a number.
   * @param {string} question
   */
  read(question) {
    return this.screen.read(question);
  }
}

/**
 * What a yes-no or sided answer says by itself.
 * @param {Screen} screen
 * @param {string} question
 * @returns {Truth}
 */
export function said(screen, question) {
  const answer = screen.read(question);
  if (screen.tables.questions[question].kind === "yes_no") {
    const fact = known(PLAIN.get(answer));
    return new Truth(fact, fact, [question]);
  }
  const [left, right] = known(SIDED.get(answer));
  return new Truth(left, right, [question], true);
}

/**
 * True when the answer is one of these words; silent when there is none.
 * @param {Facts} facts
 * @param {string} question
 * @param {...string} words
 */
function isOneOf(facts, question, ...words) {
  const answer = facts.read(question);
  if (answer === null) return SILENT;
  return plainly(words.some((word) => word === answer), question);
}

/**
 * True for no and for not sure: these questions reassure only by a plain yes (†).
 * @param {Facts} facts
 * @param {string} question
 */
function notYes(facts, question) {
  return isOneOf(facts, question, "no", "not_sure");
}

/** @param {boolean} isTrue @param {...string} because */
function plainly(isTrue, ...because) {
  return isTrue ? new Truth(Fact.TRUE, Fact.TRUE, because) : NEVER;
}

/** @param {Answer | null} answer @param {number} wall */
function over(answer, wall) {
  return typeof answer === "number" && answer > wall;
}

/**
 * What a lookup found; an answer the fact does not know is never taken for a no.
 * @template T
 * @param {T | undefined} found
 * @returns {T}
 */
function known(found) {
  if (found === undefined) throw new TypeError("no such answer");
  return found;
}

// -- Feeling, blood flow and risk ---------------------------------------------------------------

/** Two or more of six toes missed in a fresh touch test. @param {Facts} facts */
function toesNotFelt(facts) {
  const missed = facts.read("touch_test_missed");
  const wall = facts.screen.tables.thresholds.toes_not_felt;
  return plainly(over(missed, wall - 1), "touch_test_missed");
}

/** Feeling is lost, by a clinician's word or a fresh touch test. R01, R09. @param {Facts} facts */
function lopsKnown(facts) {
  return facts.get("told_lops").or(facts.get("toes_not_felt"));
}

/**
 * Feeling may be lost. Untested feet with diabetes or numbness count as if it were (R08).
 * Missing only while an answer not yet given could still rule it out.
 * @param {Facts} facts
 */
function lops(facts) {
  if (facts.get("lops_known").value === Fact.TRUE) return facts.get("lops_known");
  const doubts = doubtsAboutFeeling(facts);
  if (doubts.some((question) => facts.get(question).value !== Fact.MISSING)) {
    const toldAlone = doubts.length === 1 && doubts[0] === "told_lops";
    const because = toldAlone ? doubts : [...doubts, "touch_test_missed"];
    return new Truth(Fact.UNKNOWN, Fact.UNKNOWN, because);
  }
  return doubts.length > 0 ? SILENT : NEVER;
}

/** The answers, or silences, that keep lost feeling from being ruled out. @param {Facts} facts */
function doubtsAboutFeeling(facts) {
  const told = facts.get("told_lops").value === Fact.FALSE ? [] : ["told_lops"];
  if (typeof facts.read("touch_test_missed") === "number") return told;
  const causes = ["diabetes", "numb_feet"];
  const untested = causes.filter((question) => facts.get(question).value !== Fact.FALSE);
  return [...told, ...untested];
}

/** Blood flow to the legs is known or likely to be poor. R07. @param {Facts} facts */
function walksBadly(facts) {
  return facts.get("poor_circulation").or(facts.get("calf_on_walking"));
}

/** A small harm to this foot may become a great one. R01, R02d, R11, R39. @param {Facts} facts */
function atRisk(facts) {
  return facts
    .get("diabetes")
    .or(facts.get("lops_known"))
    .or(facts.get("numb_feet"))
    .or(facts.get("walks_badly"));
}

/** Every risk was plainly denied. A doubt or a blank is not a denial. @param {Facts} facts */
function atRiskPlainlyFalse(facts) {
  return facts.get("at_risk").value === Fact.FALSE ? ALWAYS : NEVER;
}

/**
 * A past ulcer or the like; or a foot lost with diabetes or poor flow. R09.
 * @param {Facts} facts
 */
function pastHarm(facts) {
  const lost = isOneOf(facts, "missing_foot", "left", "right", "both");
  const risky = facts.get("diabetes").or(facts.get("walks_badly"));
  return facts.get("foot_history").or(lost.and(risky));
}

// -- Today's foot -------------------------------------------------------------------------------

/** A hot or swollen foot, gout, or a sore patch that stays red. R02d, R02e. @param {Facts} facts */
function inflamed(facts) {
  const redPatch = facts.get("sore_patch").and(facts.get("red_stays"));
  return facts.get("hot_swollen").or(facts.get("gout")).or(redPatch);
}

/** New swelling, unless it was plainly on both sides. R19a. @param {Facts} facts */
function swellingOnOneSide(facts) {
  return facts.read("new_swelling") === "both" ? NEVER : facts.get("new_swelling");
}

/** New swelling that was plainly on both sides. R19b. @param {Facts} facts */
function swellingOnBothSides(facts) {
  return isOneOf(facts, "new_swelling", "both");
}

/** New swelling, whichever side. R21b. @param {Facts} facts */
function swellingAnywhere(facts) {
  return facts.get("new_swelling").anywhere();
}

/** Sudden weakness, or numb between the legs. R35b. @param {Facts} facts */
function strokeSigns(facts) {
  return facts.get("sudden_weakness").or(facts.get("saddle"));
}

/** One foot is not there; its side is that one. R41. @param {Facts} facts */
function oneFootMissing(facts) {
  return facts.read("missing_foot") === "both" ? NEVER : facts.get("missing_foot");
}

/** Neither foot is there. R41b. @param {Facts} facts */
function bothFeetMissing(facts) {
  return isOneOf(facts, "missing_foot", "both");
}

// -- Chemotherapy -------------------------------------------------------------------------------

/** A cancer drug now. R14c. @param {Facts} facts */
function chemoNow(facts) {
  return isOneOf(facts, "chemo", "now");
}

/** A cancer drug now or within 6 months. R15, R40b. @param {Facts} facts */
function chemoRecent(facts) {
  return isOneOf(facts, "chemo", "now", "under_6_months");
}

/** The last count was under 20 thousand, or neutrophils under 0.5. R14a. @param {Facts} facts */
function plateletsVeryLow(facts) {
  return isOneOf(facts, "platelets", "very_low");
}

/** The last count was 20 to 49 thousand. R14b. @param {Facts} facts */
function plateletsLow(facts) {
  return isOneOf(facts, "platelets", "low");
}

/** Nobody can say the last count. R14c. @param {Facts} facts */
function plateletsNotKnown(facts) {
  return isOneOf(facts, "platelets", "unknown", "not_applicable");
}

/** The cancer team has not said yes. R15a. @param {Facts} facts */
function cancerTeamNotAsked(facts) {
  return notYes(facts, "chemo_team_ok");
}

/** The cancer team has plainly said yes. R15b. @param {Facts} facts */
function cancerTeamAgrees(facts) {
  return isOneOf(facts, "chemo_team_ok", "yes");
}

// -- The person, the helper, the evening --------------------------------------------------------

/** Holds for everyone. R27. */
function everyone() {
  return ALWAYS;
}

/** Nobody has plainly said they will help tonight. R08b, R28b, R29b, R45b. @param {Facts} facts */
function noHelper(facts) {
  return plainly(facts.read("with_helper") !== "yes", "with_helper");
}

/** Not plainly 18 or over. R31. @param {Facts} facts */
function notAdult(facts) {
  return notYes(facts, "adult");
}

/** Nobody has plainly looked at both soles. R42. @param {Facts} facts */
function notLooked(facts) {
  return notYes(facts, "looked");
}

/** No doctor has plainly looked into why the feet feel so. R37. @param {Facts} facts */
function causeNotKnown(facts) {
  return notYes(facts, "cause_known");
}

/** An allergy was named. R30. @param {Facts} facts */
function anyAllergy(facts) {
  const named = facts.read("skin_allergy");
  return plainly(Array.isArray(named) && named.length > 0, "skin_allergy");
}

/** A look after the last session found something, or is still to do. K1. @param {Facts} facts */
function foundAfterLastTime(facts) {
  return facts.get("look_10min").or(facts.get("look_morning")).anywhere();
}

/** Told to see someone, and not seen yet. K2. @param {Facts} facts */
function notSeenYet(facts) {
  return isOneOf(facts, "open_referral", "not_seen");
}

// -- The thermometer ----------------------------------------------------------------------------

/** One foot is warmer by more than the threshold today. T1-T3. @param {Facts} facts */
function wideGap(facts) {
  return gap(facts, "temp_gap");
}

/** It was so yesterday too. T2. @param {Facts} facts */
function wideGapYesterday(facts) {
  return gap(facts, "temp_gap_yesterday");
}

/** Yesterday it was not above, or not measured. T3. @param {Facts} facts */
function noWideGapYesterday(facts) {
  return facts.get("wide_gap_yesterday").holds ? NEVER : ALWAYS;
}

/**
 * Without two feet there is nothing to compare: it counts as not measured (R41).
 * @param {Facts} facts
 * @param {string} question
 */
function gap(facts, question) {
  const missing = facts.read("missing_foot");
  if (missing === "left" || missing === "right" || missing === "both") return NEVER;
  return plainly(over(facts.read(question), facts.screen.tables.thresholds.wide_gap), question);
}

/** Signs on the skin beside a wide gap. T1. @param {Facts} facts */
function warmAndUnwell(facts) {
  return facts.get("infection").or(facts.get("hot_swollen")).or(facts.get("new_swelling"));
}

/** The warmer side; both while nobody has said which. T3. @param {Facts} facts */
function warmerSide(facts) {
  const [left, right] = known(SIDED.get(facts.read("temp_warmer") ?? "both"));
  return new Truth(left, right, [], true);
}

// -- What keeps the bath and the oil shut -------------------------------------------------------

const BATH_DOUBTS = Object.freeze([
  "diabetes",
  "lops",
  "walks_badly",
  "wound",
  "infection",
  "black_or_blue",
  "sore_patch",
  "fungus",
  "swollen_legs",
  "hand_foot_syndrome",
]);

/** Any doubt at all about water on these feet. B1. @param {Facts} facts */
function bathNotPlainlySafe(facts) {
  const safe =
    facts.read("pulses_ok") === "yes" &&
    BATH_DOUBTS.every((name) => facts.get(name).value === Fact.FALSE);
  return safe ? NEVER : ALWAYS;
}

/** No clear patch test of this blend. O1. @param {Facts} facts */
function oilNotTested(facts) {
  return facts.read("oil_patch_clear") === "yes" ? NEVER : ALWAYS;
}

/**
 * Under 65, no frail skin, and feeling plainly there: the higher oil limit. O1.
 * @param {Facts} facts
 */
function youngFirmSkinThatFeels(facts) {
  const plain = facts.read("age_65") === "no" && facts.get("lops").value === Fact.FALSE;
  return plain ? ALWAYS : NEVER;
}

/** @param {string} rule @returns {(facts: Facts) => Truth} */
function cleared(rule) {
  return (facts) => {
    const rules = facts.read("cleared_by_clinician");
    return plainly(Array.isArray(rules) && rules.includes(rule), "cleared_by_clinician");
  };
}

/** @param {string} rule @returns {(facts: Facts) => Truth} */
function notCleared(rule) {
  return (facts) => (facts.get(`${rule}_cleared`).holds ? NEVER : ALWAYS);
}

/** The only rules a clinician's yes can answer (rules.md, cleared_by_clinician). */
export const CLEARABLE = Object.freeze(["R06", "R07", "R09", "R19", "R43"]);

/** @type {ReadonlyMap<string, (facts: Facts) => Truth>} */
const FACTS = new Map(
  Object.entries({
    toes_not_felt: toesNotFelt,
    lops_known: lopsKnown,
    lops,
    walks_badly: walksBadly,
    at_risk: atRisk,
    at_risk_plainly_false: atRiskPlainlyFalse,
    past_harm: pastHarm,
    inflamed,
    swelling_on_one_side: swellingOnOneSide,
    swelling_on_both_sides: swellingOnBothSides,
    swelling_anywhere: swellingAnywhere,
    stroke_signs: strokeSigns,
    one_foot_missing: oneFootMissing,
    both_feet_missing: bothFeetMissing,
    chemo_now: chemoNow,
    chemo_recent: chemoRecent,
    platelets_very_low: plateletsVeryLow,
    platelets_low: plateletsLow,
    platelets_not_known: plateletsNotKnown,
    cancer_team_not_asked: cancerTeamNotAsked,
    cancer_team_agrees: cancerTeamAgrees,
    everyone,
    no_helper: noHelper,
    not_adult: notAdult,
    not_looked: notLooked,
    cause_not_known: causeNotKnown,
    any_allergy: anyAllergy,
    found_after_last_time: foundAfterLastTime,
    not_seen_yet: notSeenYet,
    wide_gap: wideGap,
    wide_gap_yesterday: wideGapYesterday,
    no_wide_gap_yesterday: noWideGapYesterday,
    warm_and_unwell: warmAndUnwell,
    warmer_side: warmerSide,
    bath_not_plainly_safe: bathNotPlainlySafe,
    oil_not_tested: oilNotTested,
    young_firm_skin_that_feels: youngFirmSkinThatFeels,
    ...Object.fromEntries(CLEARABLE.map((rule) => [`${rule}_cleared`, cleared(rule)])),
    ...Object.fromEntries(CLEARABLE.map((rule) => [`${rule}_not_cleared`, notCleared(rule)])),
  }),
);

/**
 * Whether a rule may fire on this name, beside the questions' own.
 * @param {string} name
 */
export function isFact(name) {
  return FACTS.has(name);
}
