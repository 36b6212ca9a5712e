// @ts-check
// One recording from the first frame to its end. A page hands in its parts and says where it goes:
//
//   import { Measuring, send } from "./measure.js";
//   const measuring = new Measuring({ devices: navigator.mediaDevices, video, canvas });
//   const recording = await measuring.record({ seconds: 27, show: (recording) => ... });
//   const answer = await send(fetch, address, token, recording);
//
// show is called at each frame: recording.looks is a word for "hold still", recording.line the
// light to draw, recording.seconds how far it is. close() ends it at any moment, lamp and all;
// call it when the page is hidden. With its settling a recording is never longer than the lamp may be on.

import { LAMP_AT_MOST, open } from "./camera.js";
import { eachFrame } from "./frames.js";
import { Means } from "./means.js";
import { Recording, SETTLES } from "./recording.js";

/** Seconds: the most that is left of the lamp's time once it has settled. */
export const LONGEST = LAMP_AT_MOST / 1000 - SETTLES;

/** @typedef {{seconds: number, show: (recording: Recording) => void}} Wish */

/** Opens the camera, takes one recording, closes it. */
export class Measuring {
  /** @param {{devices: MediaDevices, video: HTMLVideoElement, canvas: HTMLCanvasElement}} parts */
  constructor({ devices, video, canvas }) {
    this.devices = devices;
    this.video = video;
    this.means = new Means(canvas);
    /** @type {(() => void)[]} */
    this.ends = [];
    this.isWanted = false;
    /** @type {boolean | undefined} whether a lamp is lit; undefined until it is known */
    this.hasLamp = undefined;
  }

  /**
   * Resolves with what was seen, however it ended: whole, closed, out of the lamp's time, or taken by another app.
   * Throws only where no camera could be opened.
   * @param {Wish} wish @returns {Promise<Recording>}
   */
  async record({ seconds, show }) {
    this.isWanted = true;
    const recording = new Recording();
    const camera = await open(this.devices, this.video);
    if (!this.isWanted) {
      camera.close();
      return recording;
    }
    const ended = new Promise((end) => this.ends.push(() => end(undefined)));
    const stop = eachFrame(this.video, (moment) => {
      recording.add(moment, this.means.of(this.video));
      show(recording);
      if (recording.seconds >= Math.min(seconds, LONGEST)) this.close();
    });
    this.ends.push(stop, () => camera.close());
    camera.track.addEventListener("ended", () => this.close());
    const late = setTimeout(() => this.close(), LAMP_AT_MOST);
    await camera.light();
    this.hasLamp = camera.hasLamp;
    await ended;
    clearTimeout(late);
    return recording;
  }

  /** End it now: no more frames, no lamp. */
  close() {
    this.isWanted = false;
    for (const end of this.ends.splice(0)) end();
  }
}

/** The recording came, and was not taken: nothing of it is kept. */
export class NotTaken extends Error {}

/**
 * Send a recording to the page's own address; the answer is JSON. Throws NotTaken where it was
 * refused, and anything else where no answer came: then it may be kept, or not.
 * @param {typeof fetch} ask @param {string} address @param {string} token of the form
 * @param {Recording} recording
 */
export async function send(ask, address, token, recording) {
  const answer = await ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(recording),
  });
  if (!answer.ok) throw new NotTaken(`the recording was not taken: ${answer.status}`);
  return answer.json();
}
