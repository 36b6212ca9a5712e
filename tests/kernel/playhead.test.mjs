// The playhead and the player of the browser, by the cases that Python runs too.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cases, kernel } from "./kernel.mjs";

const { NotShown, Playhead, Progress, Timeline, between, notAgain, watch } = kernel;

for (const { name, moves, at, position } of cases("playhead.json")) {
  test(`the playhead that ${name} knows where it is`, () => {
    let head = new Playhead();
    for (const [move, ...when] of moves) head = head[move](...when);

    assert.equal(head.position(at), position);
  });
}

const CUES = [0, 2, 2, 5, 60, 90].map((at) => ({ at }));
const THREE_STEPS = new Timeline(CUES, [0, 30, 60], 90);

test("stretches back to back show each cue exactly once", () => {
  const ends = [0, 2, 2.5, 5, 60, 89.99, 90.01];
  const shown = ends.slice(1).flatMap((end, n) => between(THREE_STEPS, ends[n], end));

  assert.deepEqual(shown, CUES);
});

test("a moment belongs to the step that has begun, the last one to the very end", () => {
  const moments = [-1, 0, 29.99, 30, 59, 60, 90, 1000];

  assert.deepEqual(moments.map((moment) => THREE_STEPS.stepAt(moment)), [0, 0, 0, 1, 1, 2, 2, 2]);
});

test("what is played again is counted again", () => {
  const progress = new Progress(0, [0, 0, 0])
    .after(THREE_STEPS, 45)
    .after(THREE_STEPS, 10)
    .after(THREE_STEPS, 40);

  assert.deepEqual(progress.played, [50, 25, 0]);
});

const BREATH = {
  technique: "slow_breathing",
  groups: ["BREATHE"],
  side: "both",
  zones: [],
  points: [],
  seconds: 90,
  pressure: null,
};
const NIGHT = { adult: "yes", hangs_down: "no" };
const ONE_STEP = new Timeline(CUES, [0], 90);

test("breathing at night is let pass, and only for whom it may", () => {
  watch([BREATH], ONE_STEP, NIGHT)(0);

  assert.throws(() => watch([BREATH], ONE_STEP, {})(0), NotShown);
  assert.throws(() => watch([BREATH], ONE_STEP, { ...NIGHT, chest: "not_sure" })(0), NotShown);
});

test("the guard is asked once a step and its refusal stays", () => {
  const answers = { ...NIGHT };
  const look = watch([BREATH], ONE_STEP, answers);
  look(0);
  answers.chest = "yes";
  look(1);

  assert.throws(() => watch([BREATH], ONE_STEP, answers)(1), NotShown);
});

for (const moment of [NaN, Infinity, -Infinity, undefined, null, "1"]) {
  test(`at the moment ${String(moment)} (${typeof moment}) nothing is shown`, () => {
    assert.throws(() => watch([BREATH], ONE_STEP, NIGHT)(moment), NotShown);
  });
}

test("a session without steps shows nothing", () => {
  assert.throws(() => watch([], new Timeline(CUES, [], 0), NIGHT)(0), NotShown);
});

test("breathing may be played again, but not with seconds that are no number", () => {
  assert.equal(notAgain([BREATH], NIGHT, new Progress(0, [30]), 0), null);
  for (const played of [[NaN], [Infinity], ["30"], [null], [-1], [], [1, 2]]) {
    assert.notEqual(notAgain([BREATH], NIGHT, new Progress(0, played), 0), null);
  }
});

for (const place of [-1, 1, 2, 0.5, NaN, null, "0", undefined]) {
  test(`from the place ${String(place)} (${typeof place}) nothing is played again`, () => {
    assert.notEqual(notAgain([BREATH], NIGHT, new Progress(0, [30]), place), null);
  });
}

test("a playhead and what was played cannot be changed in place", () => {
  assert.throws(() => { new Playhead().banked = 1; }, TypeError);
  assert.throws(() => { new Progress(0, []).position = 1; }, TypeError);
});
