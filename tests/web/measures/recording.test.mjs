// What a page has seen of a toe, in node: made-up frames, no camera.

import assert from "node:assert/strict";
import { test } from "node:test";

const STATIC = "../../../src/instep/web/static/pulse/";
const { Recording, SETTLES } = await import(`${STATIC}recording.js`);
const { meansOf, SIDE } = await import(`${STATIC}means.js`);
const { send } = await import(`${STATIC}measure.js`);

/** Frames for so many seconds, thirty a second, from this moment on. */
function seen(seconds, colours = (at) => [200 - (at % 20) / 10, 40, 50], from = 100) {
  const recording = new Recording();
  for (let at = 0; at <= seconds * 30; at += 1) recording.add(from + at / 30, colours(at));
  return recording;
}

test("the first seconds are left out: the lamp warms up", () => {
  assert.equal(Math.round(seen(SETTLES + 10).seconds), 10);
  assert.equal(seen(SETTLES - 1).seconds, 0);
  assert.equal(seen(SETTLES - 1).looks, "settling");
});

test("a frame without a time, or that comes twice, is not taken", () => {
  const recording = seen(SETTLES + 1);
  const frames = recording.times.length;
  recording.add(Number.NaN, [1, 2, 3]);
  recording.add(recording.times.at(-1), [1, 2, 3]);
  recording.add(recording.times.at(-1) - 1, [1, 2, 3]);
  recording.add(recording.times.at(-1) + 1, [1, Number.NaN, 3]);

  assert.equal(recording.times.length, frames);
});

test("a page can say what to do: the toe is off, on a wall, moving, or still", () => {
  const looks = (colours) => seen(SETTLES + 4, colours).looks;

  assert.equal(looks(() => [2, 1, 1]), "dark");
  assert.equal(looks(() => [230, 228, 220]), "pale");
  assert.equal(looks((at) => [200 - (at % 60), 40, 50]), "moving");
  assert.equal(looks((at) => [200 - (at % 20) / 10, 40, 50]), "still");
});

test("the line to draw goes from left to right, and more blood is higher", () => {
  const line = seen(SETTLES + 10, (at) => [200 - at / 100, 40, 50]).line;
  const [first, last] = [line[0], line.at(-1)];

  assert.ok(first[0] >= 0 && first[0] < 0.01);
  assert.deepEqual([last[0], first[1], last[1]], [1, 0, 1]);
});

test("before anything was seen there is no line, and it is no fault", () => {
  assert.deepEqual(new Recording().line, []);
  assert.deepEqual(JSON.parse(JSON.stringify(new Recording())), { times: [], r: [], g: [], b: [] });
});

test("what is sent begins at nought and keeps the parts of a level", () => {
  const sent = JSON.parse(JSON.stringify(seen(SETTLES + 1, () => [200.12341, 40, 50])));

  assert.equal(sent.times[0], 0);
  assert.equal(sent.r[0], 200.1234);
  assert.deepEqual(Object.keys(sent), ["times", "r", "g", "b"]);
});

test("a mean has the digits that many dots give", () => {
  assert.deepEqual(meansOf([10, 20, 30, 255, 11, 20, 31, 255]), [10.5, 20, 30.5]);
});

test("a change of one dot in all those of a frame is seen, and reaches what is sent", () => {
  const dots = new Uint8ClampedArray(SIDE * SIDE * 4).fill(200);
  const still = meansOf(dots)[0];
  dots[0] = 201;
  const [red, green] = meansOf(dots);
  const sent = JSON.parse(JSON.stringify(seen(SETTLES + 1, () => [red, green, 50])));

  assert.equal(red - still, 1 / (SIDE * SIDE));
  assert.equal(green, 200);
  assert.ok(sent.r[0] > sent.g[0]);
});

test("a frame without dots has no means, and is not taken", () => {
  const recording = seen(SETTLES + 1);
  const frames = recording.times.length;
  recording.add(recording.times.at(-1) + 1, meansOf([]));

  assert.equal(recording.times.length, frames);
});

test("a clock that is set back adds nothing until it is past what was seen", () => {
  const recording = seen(SETTLES + 2);
  const [frames, last] = [recording.times.length, recording.times.at(-1)];
  for (let at = 0; at < 90; at += 1) recording.add(last - 2 + at / 30, [9, 9, 9]);
  const after = recording.times.slice(frames);

  assert.equal(after.length, 29);
  assert.ok(after.every((time) => time > last));
  assert.ok(recording.times.every((time, at) => at === 0 || time > recording.times[at - 1]));
});

test("a clock that is set back while the lamp warms up makes the recording late, never early", () => {
  const recording = new Recording();
  recording.add(1000, [200, 40, 50]);
  for (let at = 0; at < 300; at += 1) recording.add(at / 30, [200, 40, 50]);

  assert.equal(recording.seconds, 0);
  assert.equal(recording.looks, "settling");
});

test("every frame told twice is kept once", () => {
  const twice = new Recording();
  for (let at = 0; at <= 300; at += 1) for (const _ of "ab") twice.add(at / 30, [200, 40, 50]);

  assert.deepEqual(twice.times, seen(10, () => [200, 40, 50], 0).times);
});

test("a recording that was not taken is a fault, and one that was has an answer", async () => {
  const asked = [];
  const ask = (ok) => async (address, how) => {
    asked.push([address, how]);
    return { ok, status: 403, json: async () => ({ rate: 72 }) };
  };

  assert.deepEqual(await send(ask(true), "/pulse/", "token", new Recording()), { rate: 72 });
  await assert.rejects(send(ask(false), "/pulse/", "token", new Recording()), /403/);
  assert.equal(asked[0][1].headers["X-CSRFToken"], "token");
});
