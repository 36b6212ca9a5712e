// When each frame was taken, in node: a made-up video that hands frames out by hand.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

const { eachFrame, oneClock } = await import("../../../src/instep/web/static/pulse/frames.js");

/** A video that knows its frames; each is given by hand. */
function video() {
  const waiting = [];
  return {
    waiting,
    requestVideoFrameCallback: (act) => waiting.push(act),
    give: (frame) => waiting.splice(0).forEach((act) => act(0, frame)),
  };
}

test("a frame is as old as its taking, where the camera says so", () => {
  assert.equal(oneClock()({ captureTime: 1500, mediaTime: 9 }), 1.5);
  assert.equal(oneClock()({ mediaTime: 2.25 }), 2.25);
});

test("two clocks are never mixed: what the first frame goes by, all go by", () => {
  const [taken, due] = [oneClock(), oneClock()];

  assert.deepEqual([{ captureTime: 9000, mediaTime: 1 }, { mediaTime: 2 }].map(taken), [9, Number.NaN]);
  assert.deepEqual([{ mediaTime: 1 }, { captureTime: 9000, mediaTime: 2 }].map(due), [1, 2]);
});

test("each frame is told once, until no more are wanted", () => {
  const [film, told] = [video(), []];
  const stop = eachFrame(film, (seconds) => told.push(seconds));
  for (const captureTime of [0, 33, 66]) film.give({ captureTime, mediaTime: 0 });
  stop();
  film.give({ captureTime: 99, mediaTime: 0 });
  film.give({ captureTime: 132, mediaTime: 0 });

  assert.deepEqual(told, [0, 0.033, 0.066]);
  assert.equal(film.waiting.length, 0);
});

test("an act that ends it from within is the last one", () => {
  const film = video();
  let told = 0;
  const stop = eachFrame(film, () => {
    told += 1;
    stop();
  });
  film.give({ mediaTime: 1 });
  film.give({ mediaTime: 2 });

  assert.equal(told, 1);
  assert.equal(film.waiting.length, 0);
});

test("a video that does not know its frames is looked at whenever the screen is drawn", () => {
  const [waiting, told] = [[], []];
  globalThis.requestAnimationFrame = (act) => waiting.push(act);
  const draw = (now) => waiting.splice(0).forEach((act) => act(now));
  const film = { readyState: 1 };
  const stop = eachFrame(film, (seconds) => told.push(seconds));
  draw(16); // nothing to be seen yet
  film.readyState = 2;
  draw(32);
  stop();
  draw(48);

  assert.deepEqual(told, [Number.NaN, 0.032]);
  assert.equal(waiting.length, 0);
});

afterEach(() => {
  delete globalThis.requestAnimationFrame;
});
