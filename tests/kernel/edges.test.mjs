// What only a step or an answer at the very edge notices, and what cannot be changed in place.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { cases, kernel, part, tablesToday } from "./kernel.mjs";

const { BadAnswers, NotShown, Progress, SHUT, Timeline, decide, neededQuestions, notAgain } = kernel;
const { readScreen, readTables, uncleared, watch } = kernel;
const { Fact, Truth } = await part("facts.js");
const { Screen } = await part("screen.js");

const TODAY = "2026-11-24";
const { text, version } = tablesToday();
const TABLES = readTables(text, version);
const { about, today } = cases("vignettes/baseline.json");
const WELL = { about: { ...about, oil_patch_clear: "yes" }, today };
const NO_FEELING = { about: { ...WELL.about, told_lops: "yes" }, today };

/** Tables of another content, under their own true sum. */
function changed(change) {
  const given = JSON.parse(text);
  change(given);
  const other = JSON.stringify(given);
  return readTables(other, createHash("sha256").update(other).digest("hex").slice(0, 16));
}

function step(group, seconds) {
  const rest = { side: "left", zones: [], points: [], pressure: null, oils: [], carriers: [] };
  return { technique: "new", groups: [group], seconds, ...rest };
}

/** Why steps make no session for someone who answered so. */
function refused(answers, ...steps) {
  const clearance = decide(TABLES, readScreen(TABLES, answers, TODAY));
  return uncleared(TABLES, clearance, steps, false);
}

// -- Minutes ------------------------------------------------------------------------------------

const TOO_MUCH = "more massage on one foot than is cleared";

for (const group of ["RUB", "STR", "ACU", "ROL", "OIL", "CAR"]) {
  test(`${group} counts towards the minutes of a foot, to the second`, () => {
    assert.equal(refused(WELL, step(group, 900)), null);
    assert.equal(refused(WELL, step(group, 901)), TOO_MUCH);
    assert.equal(refused(WELL, step("RUB", 450), step(group, 451)), TOO_MUCH);
  });
}

for (const group of ["HOLD", "ACT", "BREATHE", "LEG"]) {
  test(`${group} is no massage, and may last`, () => {
    assert.equal(refused(WELL, step(group, 901)), null);
  });
}

test("a foot that does not feel has its eight minutes, to the second", () => {
  assert.equal(refused(NO_FEELING, step("RUB", 480)), null);
  assert.equal(refused(NO_FEELING, step("RUB", 481)), TOO_MUCH);
});

const RUB = { ...step("RUB", 450), technique: "arch_rub", zones: ["arch_inner"], pressure: 2 };

test("the guard counts every step before this one, the first one too", () => {
  const { answers } = readScreen(TABLES, WELL, TODAY);
  const twice = new Timeline([], [0, 450], 900);

  watch([RUB, RUB], twice, answers)(899);
  assert.throws(() => watch([{ ...RUB, seconds: 451 }, RUB], twice, answers)(899), NotShown);
});

const BREATH = { ...step("BREATHE", 90), technique: "slow_breathing", side: "both" };
const NIGHT = { adult: "yes", hangs_down: "no" };
const NO_MOMENT = "This moment is not one we know. We leave it out.";

test("a step that was never begun does not count, and one second does", () => {
  const { answers } = readScreen(TABLES, WELL, TODAY);
  const whole = { ...RUB, seconds: 900 };

  assert.equal(notAgain([RUB, BREATH], NIGHT, new Progress(0, [0, 30]), 1), null);
  assert.equal(notAgain([whole], answers, new Progress(0, [0]), 0), null);
  assert.notEqual(notAgain([whole], answers, new Progress(0, [1]), 0), null);
});

test("one length that is none is enough to leave it out", () => {
  for (const odd of [NaN, Infinity, -1, "30"]) {
    assert.equal(notAgain([BREATH, BREATH], NIGHT, new Progress(0, [30, odd]), 0), NO_MOMENT);
  }
});

test("a moment that is none says so", () => {
  const { answers } = readScreen(TABLES, WELL, TODAY);
  const look = watch([RUB], new Timeline([], [0], 450), answers);

  assert.throws(() => look(NaN), { message: NO_MOMENT });
  assert.equal(notAgain([RUB], answers, new Progress(0, [0]), 7), NO_MOMENT);
  assert.equal(notAgain([RUB], answers, null, 0), NO_MOMENT);
});

test("a foot that is closed shuts neither a candle nor the breath", () => {
  const tables = changed(({ rules }) => {
    for (const rule of rules) rule.spares = rule.spares.filter((group) => group !== "CAN");
  });
  const wounded = { about: WELL.about, today: { ...today, wound: "left" } };
  const clearance = decide(tables, readScreen(tables, wounded, TODAY));
  const shut = clearance.spared.map(({ group }) => group);

  assert.deepEqual(clearance.closed, ["left"]);
  assert.deepEqual(["BREATHE", "CAN", "RUB"].filter((group) => shut.includes(group)), ["RUB"]);
});

// -- Questions and days -------------------------------------------------------------------------

test("a question that follows a number is put above it, and not at it", () => {
  const tables = changed(({ questions }) => {
    questions.find(({ id }) => id === "temp_warmer").absent = null;
  });
  const asks = (told) => {
    const answers = { about: WELL.about, today: { ...today, ...told } };
    return neededQuestions(readScreen(tables, answers, TODAY)).includes("temp_warmer");
  };

  assert.equal(asks({ temp_gap: 2.1 }), false);
  assert.equal(asks({ temp_gap: 2.2 }), false);
  assert.equal(asks({ temp_gap: 2.3 }), true);
  assert.equal(asks({}), false);
});

test("a touch test that was not done does not count, not even in the first year of all", () => {
  for (const day of ["0001-06-01", TODAY]) {
    const screen = readScreen(TABLES, { about: { touch_test_missed: "not_done" } }, day);

    assert.equal("touch_test_missed" in screen.answers, false);
  }
});

test("a day that is none is told by its field, with the fix", () => {
  const told = { field: "on", what: "is not a date", fix: "Write it as YYYY-MM-DD." };
  assert.throws(() => readScreen(TABLES, WELL, "soon"), (error) => {
    assert.ok(error instanceof BadAnswers);
    assert.deepEqual({ ...error }, told);
    return true;
  });
});

// -- What is shut, and what is fast -------------------------------------------------------------

test("where there is no answer, everything is shut", () => {
  assert.deepEqual(SHUT, {
    action: "STOP",
    carriers_spared: [],
    closed: ["left", "right"],
    findings: [],
    may_begin: false,
    may_breathe: false,
    minutes_at_most: { per_foot: 0, total: 0 },
    missing: [],
    musts: [],
    offers: [],
    oils_spared: [],
    pressure_at_most: 0,
    spared: [],
  });
});

const FAST = {
  "what is shut": SHUT,
  "its lists": SHUT.closed,
  "a timeline": new Timeline([], [], 0),
  "its minutes": SHUT.minutes_at_most,
  "a truth": new Truth(Fact.TRUE, Fact.TRUE),
  "the words of truth": Fact,
  "a screen": new Screen(TABLES, { wound: "no" }),
  "its answers": new Screen(TABLES, { wound: "no" }).answers,
};

for (const [name, value] of Object.entries(FAST)) {
  test(`${name} cannot be changed in place`, () => {
    assert.ok(Object.isFrozen(value));
  });
}
