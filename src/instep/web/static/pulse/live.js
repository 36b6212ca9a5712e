// @ts-check
// What a page shows while the camera is open, and the one sentence where it could not be.
//
// A page has [data-pulse], a form with data-seconds; [data-live] with its line, words and video;
// [data-fault]; and a [data-of] for each sentence.

import { Measuring } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const FAULTS = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "in_use" };

/** @param {string} selector @returns {any} */
export const part = (selector) => document.querySelector(selector);
/** @param {string} name */
const words = (name) => part(`[data-of=${name}]`).textContent;

/** One recording at a time; however it ends the camera is closed. */
export class Live {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    /** @type {Measuring | undefined} */
    this.measuring = undefined;
    this.isStopped = false;
    part("[data-stop]").addEventListener("click", () => this.stop());
    addEventListener("pagehide", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
    form.hidden = false;
  }

  /** How long is recorded. */
  get seconds() {
    return Number(this.form.dataset.seconds);
  }

  /** The form, or what the camera sees; nothing else. @param {boolean} isLive */
  turnTo(isLive) {
    this.form.hidden = isLive;
    part("[data-live]").hidden = !isLive;
    for (const place of document.querySelectorAll("[data-fault], [data-result]")) {
      /** @type {HTMLElement} */ (place).hidden = true;
    }
  }

  /** A sentence, once: what is told again and again is not heard. @param {string} name */
  tell(name) {
    const place = part("[data-word]");
    if (place.textContent !== words(name)) place.textContent = words(name);
  }

  /** Why there is nothing, in place of what the camera saw. @param {string} name */
  fail(name) {
    this.turnTo(false);
    const place = part("[data-fault]");
    place.textContent = words(name);
    place.hidden = false;
    place.focus();
  }

  /** Ends a recording now; nothing of it is kept. */
  stop() {
    this.isStopped = true;
    this.measuring?.close();
  }

  /** One recording; null where there is none, and the page says why.
   * @returns {Promise<Recording | null>} */
  async take() {
    this.isStopped = false;
    this.turnTo(true);
    this.tell("opens");
    part("[data-live] h2").focus();
    try {
      const recording = await this.record();
      if (!this.isStopped) return recording;
      this.fail("stopped");
    } catch (fault) {
      const name = fault instanceof Error || fault instanceof DOMException ? fault.name : "";
      this.fail(FAULTS[/** @type {keyof FAULTS} */ (name)] ?? "no_camera");
    }
    return null;
  }

  /** @returns {Promise<Recording>} */
  async record() {
    const [video, canvas] = [part(".live video"), part(".live canvas")];
    this.measuring = new Measuring({ devices: navigator.mediaDevices, video, canvas });
    return this.measuring.record({ seconds: this.seconds, show: (seen) => this.show(seen) });
  }

  /** @param {Recording} recording */
  show(recording) {
    this.tell(recording.looks);
    const left = Math.ceil(this.seconds - recording.seconds);
    part("[data-left]").textContent = String(Math.max(0, left));
    const points = recording.line.map(
      ([x, y]) => `${(x * 640).toFixed(1)},${(95 - y * 80).toFixed(1)}`,
    );
    part("[data-line]").setAttribute("points", points.join(" "));
  }
}
