// The camera and its lamp, in node: no phone is in reach of the tests, so a track that does what
// the standard says stands in for its lamp. Each wish takes the place of the one before.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

const STATIC = "../../../src/instep/web/static/pulse/";
const { Camera, HOLDS_AFTER, LAMP_AT_MOST, open } = await import(`${STATIC}camera.js`);
const { SETTLES } = await import(`${STATIC}recording.js`);
const { LONGEST } = await import(`${STATIC}measure.js`);

const MANY = { torch: true, exposureMode: ["manual", "continuous"], focusMode: ["continuous"] };

/** A phone that can do so much, and whether it does as it is asked. */
function phone(can, willing = true) {
  const track = {
    wish: {},
    stopped: 0,
    getCapabilities: () => can,
    applyConstraints: async ({ advanced: [wish] }) => {
      if (!willing) throw new Error("not on this phone");
      track.wish = wish;
    },
    stop: () => {
      track.wish = {};
      track.stopped += 1;
    },
  };
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  const video = { srcObject: stream, play: async () => {} };
  return { track, stream, video, camera: new Camera(video, stream) };
}

/** Let so much time pass, and what waits for it be done. */
async function later(milliseconds) {
  mock.timers.tick(milliseconds);
  await new Promise((done) => setImmediate(done));
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("the lamp is lit first, and the light is held once it has settled, with the lamp still lit", async () => {
  const { camera, track } = phone(MANY);
  await camera.light();
  assert.deepEqual(track.wish, { torch: true });
  await later(HOLDS_AFTER);

  assert.deepEqual(track.wish, { exposureMode: "manual", torch: true });
  assert.ok(HOLDS_AFTER / 1000 < SETTLES);
});

test("the lamp is never on for longer than half a minute, whoever forgets it", async () => {
  const { camera, track, video } = phone(MANY);
  await camera.light();
  await later(LAMP_AT_MOST - 1);
  assert.equal(track.wish.torch, true);
  await later(1);

  assert.equal(track.stopped, 1);
  assert.equal(video.srcObject, null);
  assert.ok(LONGEST + SETTLES <= LAMP_AT_MOST / 1000);
  assert.ok(LAMP_AT_MOST <= 30_000);
});

test("a camera that is closed asks for nothing more", async () => {
  const { camera, track } = phone(MANY);
  await camera.light();
  camera.close();
  camera.close();
  await later(LAMP_AT_MOST);

  assert.deepEqual(track.wish, {});
  assert.equal(track.stopped, 2);
});

test("a camera that is closed while its lamp is being lit holds nothing either", async () => {
  const { camera, track } = phone(MANY);
  const lighting = camera.light();
  camera.close();
  await lighting;
  await later(LAMP_AT_MOST);

  assert.equal(track.wish.exposureMode, undefined);
});

for (const [what, can] of [["no lamp", {}], ["no words for what it can do", undefined]]) {
  test(`a device with ${what} is asked for none, and it is no fault`, async () => {
    const { camera, track } = phone(can);
    if (!can) delete track.getCapabilities;
    await camera.light();
    await later(HOLDS_AFTER);

    assert.equal(camera.hasLamp, false);
    assert.deepEqual(track.wish, {});
  });
}

test("a lamp that is not lit when it is asked for is no lamp, and no fault", async () => {
  const { camera } = phone(MANY, false);
  await camera.light();
  await later(HOLDS_AFTER);

  assert.equal(camera.hasLamp, false);
});

test("a camera whose picture does not come is closed again", async () => {
  const { stream, track, video } = phone(MANY);
  video.play = () => Promise.reject(new Error("no picture"));

  await assert.rejects(open({ getUserMedia: async () => stream }, video), /no picture/);
  assert.equal(track.stopped, 1);
  assert.equal(video.srcObject, null);
});
