// Whatever is wrong with what the kernel is given, nothing may begin.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { cases, kernel, part, tablesToday } from "./kernel.mjs";

const { BadAnswers, BadTables, SHUT, decide, permits, readScreen, readTables, refusal, uncleared } =
  kernel;
const { Screen } = await part("screen.js");

const TODAY = "2026-11-24";
const { text, version } = tablesToday();
const TABLES = readTables(text, version);
const { about, today } = cases("vignettes/baseline.json");
const WELL = { about, today };
const SCREEN = readScreen(TABLES, WELL, TODAY);
const CLEARANCE = decide(TABLES, SCREEN);
const RUB = {
  technique: "arch_rub",
  groups: ["RUB"],
  side: "left",
  zones: ["arch_inner"],
  points: [],
  seconds: 60,
  pressure: 2,
  oils: [],
  carriers: [],
};

/** Another text under its own true sum, as a careless maker would give it. */
function sealed(other) {
  return [other, createHash("sha256").update(other).digest("hex").slice(0, 16)];
}

function changed(change) {
  const given = JSON.parse(text);
  change(given);
  return sealed(JSON.stringify(given));
}

test("a person nothing speaks against may begin, so that the rest is not vain", () => {
  assert.equal(CLEARANCE.action, "GO");
  assert.equal(CLEARANCE.may_begin, true);
  assert.equal(permits(CLEARANCE, RUB), true);
  assert.equal(refusal(SCREEN.answers, [], RUB), null);
  assert.equal(uncleared(TABLES, CLEARANCE, [RUB], false), null);
});

test("a step of no time at all is a step", () => {
  assert.equal(permits(CLEARANCE, { ...RUB, seconds: 0 }), true);
  assert.equal(refusal(SCREEN.answers, [], { ...RUB, seconds: 0 }), null);
});

// -- Tables -------------------------------------------------------------------------------------

const NO_TABLES = {
  "no tables": [undefined, version],
  "an empty text": sealed(""),
  "half a text": [text.slice(0, text.length / 2), version],
  "half a text under its own sum": sealed(text.slice(0, text.length / 2)),
  "one letter other": [text.replace("STOP", "GOGO"), version],
  "a text of another version": [text, "0123456789abcdef"],
  "no version": [text, undefined],
  "a version that is nothing": [text, null],
  "letters that are not plain": sealed(text.replace("STOP", "ST\u00d6P")),
  "letters that are not plain, of no version": [text.replace("STOP", "ST\u00d6P"), null],
  "tables already read": [JSON.parse(text), version],
  "a list": sealed("[]"),
  "a word": sealed('"tables"'),
  null: sealed("null"),
  "an older shape": changed((tables) => { tables.format = 0; }),
  "a newer shape": changed((tables) => { tables.format = 2; }),
  "no row that asks": changed((tables) => {
    tables.rules = tables.rules.filter((rule) => rule.id !== "ASK");
  }),
  "a fact nobody knows": changed((tables) => { tables.rules[0].when = ["moon"]; }),
  "a fact named like a part of every object": changed((tables) => {
    tables.rules[0].when = ["constructor"];
  }),
  "a question that is no fact": changed((tables) => { tables.rules[0].when = ["platelets"]; }),
  "a rule without a fact": changed((tables) => { tables.rules[0].when = []; }),
  "an action nobody knows": changed((tables) => { tables.rules[0].action = "MAYBE"; }),
  "a stop that stops nothing": changed((tables) => { tables.rules[0].stops = null; }),
  "a call for care for one side": changed((tables) => { tables.rules[0].stops = "side"; }),
  "a call for care to nobody": changed((tables) => { tables.rules[0].contact = null; }),
  "a group nobody knows": changed((tables) => { tables.rules[2].spares = ["TICKLE"]; }),
  "a must nobody knows": changed((tables) => { tables.rules[0].musts = ["run"]; }),
  "an offer nobody knows": changed((tables) => { tables.rules[0].offers = ["ice"]; }),
  "zones from nowhere": changed((tables) => { tables.rules[0].zones_from = "moon"; }),
  "a rule twice": changed((tables) => { tables.rules[1].id = tables.rules[0].id; }),
  "a question twice": changed((tables) => { tables.questions[1].id = tables.questions[0].id; }),
  "a finding without words": changed((tables) => { delete tables.words["rule.R01a.text"]; }),
  "a doubt without words": changed((tables) => { delete tables.words["rule.R01b.unsure"]; }),
  "a contact without words": changed((tables) => {
    delete tables.words["verdict.contact_lines.emergency.now"];
  }),
  "a question after one that is not there": changed((tables) => {
    tables.questions.find(({ id }) => id === "platelets").asked_when.question = "moon";
  }),
  "a question after nothing": changed((tables) => {
    tables.questions.find(({ id }) => id === "platelets").asked_when.among = [];
  }),
  "a choice without values": changed((tables) => {
    tables.questions.find(({ id }) => id === "platelets").values = [];
  }),
  "a yes or no with values": changed((tables) => { tables.questions[0].values = ["yes"]; }),
  "a number without a least": changed((tables) => {
    tables.questions.find(({ id }) => id === "temp_gap").least = null;
  }),
  "a number without a most": changed((tables) => {
    tables.questions.find(({ id }) => id === "temp_gap").most = null;
  }),
  "a yes or no with a least": changed((tables) => { tables.questions[0].least = 0; }),
  "pressure four": changed((tables) => { tables.rules[0].pressure_at_most = 4; }),
  "half a minute": changed((tables) => { tables.rules[0].minutes_total = 0.5; }),
  "no minutes": changed((tables) => { tables.rules[0].minutes_per_foot = 0; }),
  "answers that never grow old": changed((tables) => { tables.ages.about_days = 1e9; }),
  "a key nobody knows": changed((tables) => { tables.rules[0].unless = "asked nicely"; }),
  "a value that goes too far": sealed(text.replace('"wide_gap":2.2', '"wide_gap":1e999')),
};

for (const [name, [given, under]] of Object.entries(NO_TABLES)) {
  test(`${name}: nothing is read`, () => {
    assert.throws(() => readTables(given, under), BadTables);
  });
}

test("every finding of care must say whom to call, also in doubt", () => {
  const [given, under] = changed((tables) => { tables.rules[1].contact_unsure = null; });

  assert.throws(() => readTables(given, under), BadTables);
});

const COPIES = [JSON.parse(text), { ...TABLES }, Object.create(TABLES)];

for (const tables of [undefined, null, 1, "tables", {}, [], ...COPIES]) {
  test(`with tables that were not read (${String(tables).slice(0, 20)}) nothing begins`, () => {
    assert.equal(decide(tables, SCREEN), SHUT);
    assert.throws(() => readScreen(tables, WELL, TODAY), BadTables);
    assert.equal(uncleared(tables, CLEARANCE, [RUB], false), "nothing was decided");
  });
}

test("with the tables of another day's content nothing begins", () => {
  const [given, under] = changed((tables) => { tables.content_version = "fedcba9876543210"; });
  const other = readTables(given, under);

  assert.equal(decide(other, SCREEN), SHUT);
  assert.equal(decide(other, readScreen(other, WELL, TODAY)).may_begin, true);
});

test("tables, screen and clearance cannot be changed in place", () => {
  assert.throws(() => { TABLES.rules[0].when.push("everyone"); }, TypeError);
  assert.throws(() => { TABLES.thresholds.wide_gap = 99; }, TypeError);
  assert.throws(() => { delete TABLES.questions.wound; }, TypeError);
  assert.throws(() => { SCREEN.answers.wound = "no"; }, TypeError);
  assert.throws(() => { SCREEN.answers.cleared_by_clinician.push("R06"); }, TypeError);
  assert.throws(() => { SCREEN.tables = null; }, TypeError);
  assert.throws(() => { CLEARANCE.may_begin = true; }, TypeError);
  assert.throws(() => { CLEARANCE.spared.length = 0; }, TypeError);
  assert.throws(() => { CLEARANCE.spared[0].zones.push("heel"); }, TypeError);
  assert.throws(() => { CLEARANCE.minutes_at_most.total = 99; }, TypeError);
});

// -- Screens and answers ------------------------------------------------------------------------

const OWN_SCREEN = new Screen(TABLES, { ...SCREEN.answers });

const NO_SCREENS = {
  nothing: undefined,
  null: null,
  "an empty object": {},
  "a copy": { ...SCREEN },
  "bare answers": SCREEN.answers,
  "one of our own": OWN_SCREEN,
  "one that leans on it": Object.create(SCREEN),
};

for (const [name, screen] of Object.entries(NO_SCREENS)) {
  test(`with ${name} for a screen nothing begins`, () => {
    assert.equal(decide(TABLES, screen), SHUT);
  });
}

const NO_DAYS = [undefined, null, "", "today", "2026-02-29", "2026-11-24T20:00", 20261124, {}];

for (const day of [...NO_DAYS, new Date()]) {
  test(`on the day ${String(day).slice(0, 16)} nothing is read`, () => {
    assert.throws(() => readScreen(TABLES, WELL, day), BadAnswers);
  });
}

class Broken {
  get about() {
    throw new Error("a broken part");
  }
}

const NO_ANSWERS = {
  nothing: undefined,
  null: null,
  "a word": "no",
  "a list": [],
  "a part that is not there any more": { about: undefined, today: {} },
  "a number that is none": { ...WELL, today: { ...WELL.today, temp_gap: NaN } },
  "a number without end": { ...WELL, today: { ...WELL.today, temp_gap: Infinity } },
  "a truth value": { ...WELL, today: { ...WELL.today, wound: false } },
  "a word in an object": { ...WELL, today: { ...WELL.today, wound: new String("no") } },
  "an answer given as nothing": { ...WELL, today: { ...WELL.today, wound: undefined } },
  "a question nobody asked": { ...WELL, today: { ...WELL.today, moon: "no" } },
  "a name every object has": JSON.parse('{"about": {"__proto__": {}}, "today": {}}'),
  "another such name": { about: { constructor: "no" }, today: {} },
  "a day to come": { about: { asked_on: { diabetes: "2026-11-25" } }, today: {} },
};

for (const [name, answers] of Object.entries(NO_ANSWERS)) {
  test(`${name} is refused by field and with a fix`, () => {
    assert.throws(() => readScreen(TABLES, answers, TODAY), (error) => {
      assert.ok(error instanceof BadAnswers);
      assert.equal(typeof error.field, "string");
      assert.match(error.fix, /\.$/);
      return true;
    });
  });
}

test("an answer with a loop in it, or one that breaks when read, is not read", () => {
  const loop = { about: {}, today: {} };
  loop.today.wound = loop;

  assert.throws(() => readScreen(TABLES, loop, TODAY), BadAnswers);
  const broken = { about: {}, get today() { throw new Error("broken"); } };
  const hidden = new Proxy({}, { ownKeys() { throw new Error("broken"); } });
  assert.throws(() => readScreen(TABLES, broken, TODAY));
  assert.throws(() => readScreen(TABLES, hidden, TODAY));
  assert.equal(decide(TABLES, readScreen(TABLES, new Broken(), TODAY)).may_begin, false);
});

test("answers changed after they were read change nothing", () => {
  const answers = structuredClone(WELL);
  const screen = readScreen(TABLES, answers, TODAY);
  answers.today.wound = "left";

  assert.equal(screen.read("wound"), "no");
  assert.equal(screen.read("skin_allergy").length, 0);
});

test("silence about everything begins nothing", () => {
  const silent = decide(TABLES, readScreen(TABLES, {}, TODAY));

  assert.equal(silent.action, "STOP");
  assert.equal(silent.may_begin, false);
  assert.equal(silent.may_breathe, false);
  assert.ok(silent.missing.length > 40);
});

test("what broke every object of the page opens nothing", () => {
  Object.prototype.cleared_by_clinician = ["R06", "R07", "R09", "R19", "R43"];
  Object.prototype.wound = "no";
  try {
    const { wound: _, ...today } = WELL.today;
    const screen = readScreen(TABLES, { about: WELL.about, today }, TODAY);

    assert.deepEqual(screen.missing(), ["wound"]);
    assert.equal(decide(TABLES, screen).may_begin, false);
  } finally {
    delete Object.prototype.cleared_by_clinician;
    delete Object.prototype.wound;
  }
});

// -- Steps --------------------------------------------------------------------------------------

const ODD_STEPS = {
  nothing: undefined,
  null: null,
  "a word": "arch_rub",
  "a step of nothing": {},
  "no groups": { ...RUB, groups: undefined },
  "a group as a word": { ...RUB, groups: "RUB" },
  "no side": { ...RUB, side: undefined },
  "a third side": { ...RUB, side: "middle" },
  "a side every object has": { ...RUB, side: "constructor" },
  "no zones": { ...RUB, zones: undefined },
  "a zone that is none": { ...RUB, zones: [null] },
  "no points": { ...RUB, points: null },
  "no seconds": { ...RUB, seconds: undefined },
  "seconds that are no number": { ...RUB, seconds: NaN },
  "seconds without end": { ...RUB, seconds: Infinity },
  "seconds as a word": { ...RUB, seconds: "60" },
  "fewer seconds than none": { ...RUB, seconds: -1 },
  "no pressure told": { ...RUB, pressure: undefined },
  "a pressure that is no number": { ...RUB, pressure: NaN },
  "half a pressure": { ...RUB, pressure: 1.5 },
  "less pressure than none": { ...RUB, pressure: -1 },
  "the pressure of a fist": { ...RUB, pressure: 4 },
  "pressure as a word": { ...RUB, pressure: "2" },
  "oil as a word": { ...RUB, oils: "peppermint" },
  "a step that breaks when read": { ...RUB, get groups() { throw new Error("broken"); } },
};

for (const [name, step] of Object.entries(ODD_STEPS)) {
  test(`${name} is no step: not permitted, not shown`, () => {
    assert.equal(permits(CLEARANCE, step), false);
    assert.notEqual(uncleared(TABLES, CLEARANCE, [step], false), null);
    assert.equal(typeof refusal(SCREEN.answers, [], step), "string");
    assert.equal(typeof refusal(SCREEN.answers, [step], RUB), "string");
  });
}

const OILY = {
  ...RUB,
  technique: "oil_massage",
  groups: ["CAR", "OIL", "RUB"],
  oils: ["peppermint"],
  carriers: ["almond"],
};
const TESTED = { ...WELL, about: { ...WELL.about, oil_patch_clear: "yes" } };
const SHAKY = { ...TESTED, about: { ...TESTED.about, seizures: "yes" } };

test("a bottle that is not named could hold anything", () => {
  const { oils: _, ...noOil } = OILY;
  const { carriers: __, ...noCarrier } = OILY;
  const tested = readScreen(TABLES, TESTED, TODAY);
  const shaky = readScreen(TABLES, SHAKY, TODAY);

  assert.equal(permits(decide(TABLES, tested), OILY), true);
  assert.equal(permits(decide(TABLES, tested), noOil), false);
  assert.equal(permits(decide(TABLES, tested), noCarrier), false);
  assert.equal(refusal(shaky.answers, [], OILY), null);
  assert.equal(typeof refusal(shaky.answers, [], noOil), "string");
});

test("a carrier that is not named is refused where any carrier is", () => {
  const nutty = { ...WELL, about: { ...WELL.about, skin_allergy: ["nut"] } };
  const answers = readScreen(TABLES, nutty, TODAY).answers;
  const pat = { ...RUB, technique: "cream_pat", groups: ["CAR"], pressure: 1, carriers: ["cream"] };
  const { carriers: _, ...unnamed } = pat;

  assert.equal(refusal(answers, [], pat), null);
  assert.equal(typeof refusal(answers, [], unnamed), "string");
});

const KEPT = JSON.parse(JSON.stringify(CLEARANCE));

for (const clearance of [undefined, null, {}, SHUT, { ...CLEARANCE }, KEPT]) {
  const name = JSON.stringify(clearance)?.slice(0, 20);
  test(`a clearance that was not decided (${name}) permits nothing`, () => {
    assert.equal(permits(clearance, { ...RUB, groups: [], zones: [], pressure: null }), false);
    assert.equal(uncleared(TABLES, clearance, [RUB], false), "nothing was decided");
    assert.equal(uncleared(TABLES, clearance, [RUB], true), "nothing was decided");
  });
}

for (const steps of [undefined, null, "steps", {}, [null], { length: 1 }]) {
  test(`${JSON.stringify(steps)} is no session`, () => {
    assert.equal(uncleared(TABLES, CLEARANCE, steps, false), "these are no steps");
  });
}

test("what is shut is shut for the night too, and on both feet", () => {
  assert.equal(SHUT.action, "STOP");
  assert.equal(SHUT.may_begin, false);
  assert.equal(SHUT.may_breathe, false);
  assert.deepEqual(SHUT.closed, ["left", "right"]);
  assert.equal(SHUT.pressure_at_most, 0);
  assert.deepEqual(SHUT.minutes_at_most, { per_foot: 0, total: 0 });
});

// -- The guard by itself ------------------------------------------------------------------------

const ODD_ANSWERS = {
  nothing: undefined,
  null: null,
  "a word": "well",
  "a list": [],
  "an empty object": {},
  "a map": new Map(Object.entries(SCREEN.answers)),
  "a question nobody asked": { ...SCREEN.answers, moon: "no" },
  "an answer nobody takes": { ...SCREEN.answers, wound: "never" },
  "a truth value": { ...SCREEN.answers, wound: false },
  "an answer given as nothing": { ...SCREEN.answers, wound: undefined },
  "a number that is none": { ...SCREEN.answers, temp_gap: NaN },
  "a gap below nothing": { ...SCREEN.answers, temp_gap: -0.1 },
  "a gap above all": { ...SCREEN.answers, temp_gap: 15.1 },
  "half a toe": { ...SCREEN.answers, touch_test_missed: 0.5 },
  "seven toes": { ...SCREEN.answers, touch_test_missed: 7 },
  "a list where a word is due": { ...SCREEN.answers, wound: ["no"] },
  "a word where a list is due": { ...SCREEN.answers, skin_allergy: "nut" },
  "a list with a stranger": { ...SCREEN.answers, cleared_by_clinician: ["R01"] },
  "a list with nothing": { ...SCREEN.answers, sore_patch_zones: [null] },
  "answers that break when read": { ...SCREEN.answers, get wound() { throw new Error("broken"); } },
};

for (const [name, answers] of Object.entries(ODD_ANSWERS)) {
  test(`the guard refuses after ${name}`, () => {
    assert.equal(typeof refusal(answers, [], RUB), "string");
  });
}

const ODD_TO_THE_GUARD = {
  "a technique without a name": { ...RUB, technique: "" },
  "a technique that is a number": { ...RUB, technique: 7 },
  "a group nobody knows": { ...RUB, technique: "new", groups: ["TICKLE"] },
  "a zone nobody knows": { ...RUB, technique: "new", zones: ["knee"] },
  "a point nobody knows": { ...RUB, technique: "new", points: ["ankle_hollow"] },
  "an unknown touch without a group": { ...RUB, technique: "new", groups: [] },
  "an oil nobody knows": { ...OILY, oils: ["camphor"] },
  "a carrier nobody knows": { ...OILY, carriers: ["petrol"] },
  "a candle": { ...RUB, groups: ["CAN"] },
  "an unknown press of a fist": { ...RUB, technique: "new", pressure: 4 },
};

for (const [name, step] of Object.entries(ODD_TO_THE_GUARD)) {
  test(`the guard does not show ${name}`, () => {
    const { answers } = readScreen(TABLES, TESTED, TODAY);

    assert.equal(typeof refusal(answers, [], step), "string");
  });
}

for (const before of [undefined, null, 7, {}, [null], [{}], [{ ...RUB, seconds: NaN }]]) {
  test(`the guard shows nothing after ${JSON.stringify(before)}`, () => {
    assert.equal(typeof refusal(SCREEN.answers, before, RUB), "string");
  });
}
