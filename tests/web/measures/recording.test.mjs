// What a page has seen of a toe, in node: made-up frames, no camera.

import assert from "node:assert/strict";
import { test } from "node:test";

const STATIC = "../../../src/instep/web/static/pulse/";
const { Recording, SETTLES } = await import(`${STATIC}recording.js`);
const { meansOf } = await import(`${STATIC}means.js`);
const { momentOf } = await import(`${STATIC}frames.js`);
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

test("a frame is as old as its taking, where the camera says so", () => {
  assert.equal(momentOf({ captureTime: 1500, mediaTime: 9 }), 1.5);
  assert.equal(momentOf({ mediaTime: 2.25 }), 2.25);
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
