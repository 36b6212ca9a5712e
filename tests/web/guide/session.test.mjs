// What is due at a moment: the line that stands, the breath, the ring of time, the time in words.

import assert from "node:assert/strict";
import { test } from "node:test";

const { breathAt, captionAt, inWords, stretchAt } = await import(
  "../../../src/instep/web/static/guide/session.js"
);

const told = {
  steps: ["both", "left", "left", "right", "both"].map((side) => ({ side })),
  pages: ["Look", "Rub", "Hold", "Rub", "Rest"].map((name) => ({ name })),
  starts: [0, 10, 20, 30, 40],
  seconds: 60,
  breathe: { in: 4, out: 6 },
  cues: [
    { at: 0, kind: "say", say: "Look" },
    { at: 2, kind: "say", say: "Look at both soles." },
    { at: 10, kind: "change_feet", say: "Now your left foot." },
    { at: 14, kind: "quiet", say: "" },
    { at: 20.000000001, kind: "say", say: "Hold it." },
    { at: 40, kind: "in", say: "Breathe in." },
    { at: 44, kind: "out", say: "" },
  ],
  words: { time_less: "less", time_one: "one", time_many: "{n} minutes" },
};

test("a name that is the heading already is not said twice", () => {
  assert.equal(captionAt(told, 0, 1), "");
});

test("a line stands until the next one, through silence too", () => {
  assert.equal(captionAt(told, 0, 9.9), "Look at both soles.");
  assert.equal(captionAt(told, 1, 19), "Now your left foot.");
});

test("a step begins with nothing of the step before", () => {
  assert.equal(captionAt(told, 3, 30), "");
  assert.equal(captionAt(told, 2, 20), "Hold it.");
});

test("a breath is in, then out, then none", () => {
  assert.deepEqual(breathAt(told, 4, 42), { inward: true, share: 0.5 });
  assert.deepEqual(breathAt(told, 4, 47), { inward: false, share: 0.5 });
  assert.equal(breathAt(told, 4, 55), null);
  assert.equal(breathAt(told, 1, 15), null);
});

test("the ring is a whole foot, or a step that has none", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((place) => stretchAt(told, place)), [
    [0, 10], [10, 30], [10, 30], [30, 40], [40, 60],
  ]);
});

test("time is told with no more detail than a tired person wants", () => {
  assert.deepEqual(
    [0, 44, 45, 74, 76, 150, 600].map((seconds) => inWords(told, seconds)),
    ["less", "less", "one", "one", "2 minutes", "3 minutes", "10 minutes"],
  );
});
