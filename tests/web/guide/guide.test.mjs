// One showing of a session in node: a clock of our own, a stage that only notes what it is told.

import assert from "node:assert/strict";
import { test } from "node:test";

const { Guide } = await import("../../../src/instep/web/static/guide/guide.js");

const STEP = {
  technique: "slow_breathing",
  groups: ["BREATHE"],
  side: "both",
  zones: [],
  points: [],
  seconds: 60,
  pressure: null,
};
const RUB = {
  technique: "arch_rub",
  groups: ["RUB"],
  side: "left",
  zones: ["arch_inner"],
  points: [],
  seconds: 60,
  pressure: 1,
};

const NOW = 1_800_000_000;

/** Three steps of a minute, all of them let pass, unless told otherwise. */
function told(more = {}) {
  return {
    evening: "e",
    answers: { adult: "yes", hangs_down: "no" },
    steps: [STEP, STEP, STEP],
    pages: [],
    cues: [],
    starts: [0, 60, 120],
    seconds: 180,
    position: 0,
    played: [0, 0, 0],
    fresh: { rested: 60, lasts: 1800 },
    words: { again_no: "not again", touch: "touch me" },
    ...more,
  };
}

/** A guide with everything outside it noted. */
function playing(more = {}, allowed = true) {
  const noted = { told: [], notes: [], shown: [], at: NOW };
  const clock = {
    position: more.position ?? 0,
    isPlaying: false,
    play: async () => allowed && (clock.isPlaying = true),
    pause: () => (clock.isPlaying = false),
    end: () => (clock.isPlaying = false),
    to: (position) => (clock.position = position),
  };
  const guide = new Guide(told(more), {
    clock,
    stage: { show: (at) => noted.shown.push(at), note: (text) => noted.notes.push(text) },
    tell: (progress, what) => noted.told.push([what, progress.position, [...progress.played]]),
    now: () => noted.at,
  });
  const later = (seconds) => {
    clock.position += seconds;
    noted.at += seconds;
    guide.beat();
  };
  return { guide, clock, noted, later };
}

test("time that passes is counted and shown", async () => {
  const { guide, noted, later } = playing();
  await guide.resume();
  later(2);
  later(61);

  assert.deepEqual(guide.progress.played, [60, 3, 0]);
  assert.equal(noted.shown.at(-1), 63);
});

test("the server hears of it every five seconds, and no oftener", async () => {
  const { guide, noted, later } = playing();
  await guide.resume();
  for (let second = 0; second < 12; second += 1) later(1);

  assert.deepEqual(noted.told.map(([, at]) => at), [5, 10]);
});

test("a pause stands still and is told", async () => {
  const { guide, clock, noted, later } = playing();
  await guide.resume();
  later(3);
  guide.toggle();

  assert.equal(clock.isPlaying, false);
  assert.deepEqual(noted.told.at(-1), ["", 3, [3, 0, 0]]);
});

test("next goes to the next step, and what lies between was not played", async () => {
  const { guide, clock, later } = playing();
  await guide.resume();
  later(10);
  guide.next();

  assert.equal(clock.position, 60);
  assert.deepEqual(guide.progress.played, [10, 0, 0]);
});

test("next on the last step is the end, with the last words", async () => {
  const { guide, clock, noted } = playing({ position: 130 });
  await guide.resume();
  guide.next();

  assert.equal(guide.isOver, true);
  assert.equal(clock.position, 180);
  assert.equal(clock.isPlaying, true);
  assert.equal(noted.told.at(-1)[0], "finish");
});

test("at its end it is finished once", async () => {
  const { guide, noted, later } = playing({ position: 175 });
  await guide.resume();
  later(6);
  later(1);
  guide.beat();

  assert.deepEqual(noted.told.map(([what]) => what).filter(Boolean), ["finish"]);
});

test("back goes to the start of this step, and near it to the one before", async () => {
  const { guide, clock, noted, later } = playing({ position: 60 });
  await guide.resume();
  later(10);
  guide.back();
  assert.equal(clock.position, 60);

  noted.at += 1;
  guide.back();

  assert.equal(clock.position, 0);
});

test("a foot that has had its time is not gone back to", async () => {
  const healthy = JSON.parse(process.env.HEALTHY);
  const { guide, clock, noted, later } = playing({
    steps: [RUB, RUB, RUB],
    answers: healthy,
    position: 70,
    played: [880, 10, 0],
  });
  await guide.resume();
  later(1);
  guide.back();

  assert.equal(clock.position, 71);
  assert.equal(noted.notes.at(-1), "not again");
});

test("a hand that shakes hits twice, and it counts once", async () => {
  const { guide, clock, noted } = playing();
  await guide.resume();
  noted.at += 1;
  guide.next();
  noted.at += 0.2;
  guide.next();
  noted.at += 0.2;
  guide.toggle();

  assert.equal(clock.position, 60);
  assert.equal(clock.isPlaying, true);
});

test("ten taps within a third of a second are one tap", async () => {
  const { guide, clock, noted } = playing();
  await guide.resume();
  for (let tap = 0; tap < 10; tap += 1) {
    noted.at += 0.03;
    guide.toggle();
  }

  assert.equal(clock.isPlaying, false);
});

test("after half an hour of rest it does not go on", async () => {
  const { guide, clock, noted } = playing();
  noted.at += 1800;
  await guide.resume();

  assert.equal(clock.isPlaying, false);
  assert.deepEqual(noted.told.at(-1)[0], "stale");
  assert.equal(guide.isOver, true);
});

test("hands that work are no rest", async () => {
  const { guide, clock, noted } = playing({ fresh: { rested: 1790, lasts: 1800 } });
  await guide.resume();
  clock.position = 100;
  guide.beat();
  noted.at += 100;
  guide.pause();
  await guide.resume();

  assert.equal(clock.isPlaying, true);
});

test("a clock set back does not make old answers new", async () => {
  const { guide, clock, noted } = playing();
  noted.at -= 7200;
  await guide.resume();

  assert.equal(clock.isPlaying, false);
});

test("where the browser wants a touch first, it is asked for", async () => {
  const { guide, clock, noted } = playing({}, false);
  await guide.resume();

  assert.equal(clock.isPlaying, false);
  assert.equal(noted.notes.at(-1), "touch me");
});

test("what the guard refuses is never shown, and it is silent at once", async () => {
  const { guide, clock, noted, later } = playing({ steps: [STEP, RUB, STEP] });
  await guide.resume();
  later(59);
  later(2);

  assert.equal(guide.isOver, true);
  assert.equal(clock.isPlaying, false);
  assert.ok(noted.shown.every((at) => at < 60));
  assert.equal(noted.told.at(-1)[0], "stop");
  assert.ok(noted.notes.at(-1).length > 0);
});

test("going to a refused step shows nothing of it", async () => {
  const { guide, noted } = playing({ steps: [STEP, { ...STEP, seconds: NaN }, STEP] });
  await guide.resume();
  noted.at += 1;
  guide.next();

  assert.ok(noted.shown.every((at) => at < 60));
  assert.equal(guide.isOver, true);
});

for (const what of ["stop", "hurts", "read"]) {
  test(`${what} is silent at once and is told once`, async () => {
    const { guide, clock, noted, later } = playing();
    await guide.resume();
    later(1);
    guide.end(what);
    guide.end(what);
    noted.at += 1;
    guide.next();
    guide.toggle();
    await guide.resume();

    assert.equal(clock.isPlaying, false);
    assert.deepEqual(noted.told.map(([each]) => each).filter(Boolean), [what]);
  });
}
