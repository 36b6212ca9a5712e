// Where the hand is: the same position, the same place; and never outside its line or its spots.

import assert from "node:assert/strict";
import { test } from "node:test";

const { spotAt, spotsOf } = await import("../../../src/instep/web/static/guide/hand.js");

const TEMPO = { sweep: 6.5, shuttle: 6, circle: 1.5, spot: 8, toe: 10, pat: 2 };
const line = (share) => [100 * share, 0];
const SPOTS = [[0, 0], [50, 0]];
const at = (moves, seconds, spots = []) => spotAt(moves, seconds, TEMPO, line, spots).map(Math.round);

test("a long stroke takes six and a half seconds, and begins anew", () => {
  assert.deepEqual([0, 3.25, 6.4, 6.5].map((t) => at("sweep", t)[0]), [0, 50, 98, 0]);
});

test("kneading and a ball go there and back", () => {
  assert.deepEqual([0, 1.5, 3, 4.5, 6].map((t) => at("shuttle", t)[0]), [100, 50, 0, 50, 100]);
});

test("circles stay round one spot, then go to the next", () => {
  for (const t of [0, 3, 7.9]) assert.ok(Math.hypot(...at("circles", t, SPOTS)) < 19);
  const [x] = at("circles", 8.1, SPOTS);

  assert.ok(x > 30);
});

test("a toe has its ten seconds", () => {
  assert.deepEqual(at("toes", 0, SPOTS), [0, 0]);
  assert.deepEqual(at("toes", 5, SPOTS), [0, -18]);
  assert.deepEqual(at("toes", 10, SPOTS), [50, 0]);
});

test("a pat goes from place to place and rests there", () => {
  assert.deepEqual([0, 1.9, 2, 8, 10].map((t) => at("pats", t)[0]), [0, 0, 25, 100, 0]);
});

test("a hold and a press stay where they are", () => {
  assert.deepEqual([0, 9].map((t) => at("still", t, SPOTS)), [[0, 0], [0, 0]]);
  assert.deepEqual(at("still", 4), [50, 0]);
});

test("a movement nobody knows stands still", () => {
  assert.deepEqual(at("fly", 4), [50, 0]);
});

test("spots are read as they are written", () => {
  assert.deepEqual(spotsOf("1,2 30.5,4"), [[1, 2], [30.5, 4]]);
  assert.deepEqual(spotsOf(""), []);
});
