// @ts-check
// What a page shows while the camera is open, and the one sentence where nothing came of it.
//
// A page has [data-place], where its form stands, with data-seconds; [data-told] for a sentence; and
// templates: form, live, fault, stopped and words.

import { Measuring } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const FAULTS = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "in_use" };

/** A hand that shakes hits twice: what comes up under it waits so long, in milliseconds. */
const WAITS = 400;

/** A word stands so long before another one may, in seconds: what flickers cannot be read. */
const STANDS = 1.5;

/** @param {string} selector @returns {any} */
export const part = (selector) => document.querySelector(selector);
/** What such a template holds, anew. @param {string} name @returns {any} */
export const made = (name) =>
  document.importNode(part(`template[data-${name}]`).content, true).firstElementChild;
/** @param {string} name */
const words = (name) =>
  part("template[data-words]").content.querySelector(`[data-of=${name}]`).textContent;

/** One recording at a time; however it ends the camera is closed. */
export class Live {
  constructor() {
    this.place = part("[data-place]");
    this.told = part("[data-told]");
    this.form = made("form");
    /** @type {Measuring | undefined} */
    this.measuring = undefined;
    this.isStopped = false;
    this.toldAt = Number.NEGATIVE_INFINITY;
    this.place.replaceChildren(this.form);
    addEventListener("pagehide", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  /** How long is recorded. */
  get seconds() {
    return Number(this.place.dataset.seconds);
  }

  /** One part of the page is seen at a time, and what was told before is gone. @param {any} shown */
  turnTo(shown) {
    this.told.replaceChildren();
    this.place.replaceChildren(shown);
    part("main").animate({ pointerEvents: ["none", "none"] }, { duration: WAITS, id: "hold-off" });
  }

  /** A sentence, once: what is told again and again is not heard. @param {string} name */
  tell(name) {
    const word = part("[data-word]");
    if (word.textContent !== words(name)) word.textContent = words(name);
  }

  /** Why there is nothing, above what can be done now. @param {string} name @param {any} shown */
  fail(name, shown = this.form) {
    this.turnTo(shown);
    const note = made(name === "stopped" ? "stopped" : "fault");
    note.querySelector("span").textContent = words(name);
    this.told.replaceChildren(note);
    note.focus();
    this.told.scrollIntoView();
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
    this.toldAt = Number.NEGATIVE_INFINITY;
    this.open().querySelector("[data-stop]").addEventListener("click", () => this.stop());
    this.tell("opens");
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

  /** What is seen while it goes on, from its beginning. */
  open() {
    const live = made("live");
    this.turnTo(live);
    live.querySelector("h2").focus();
    live.scrollIntoView();
    return live;
  }

  /** The camera is off, and there is nothing left to stop: now it is read. */
  sends() {
    if (part(".live") === null) this.open();
    this.tell("sending");
    part(".live h2").focus();
    part("[data-stop]")?.remove();
  }

  /** Thrown before a recording: why no camera could be opened. @returns {Promise<Recording>} */
  async record() {
    const [video, canvas] = [part(".live video"), document.createElement("canvas")];
    this.measuring = new Measuring({ devices: navigator.mediaDevices, video, canvas });
    return this.measuring.record({ seconds: this.seconds, show: (seen) => this.show(seen) });
  }

  /** @param {Recording} recording */
  show(recording) {
    if (recording.seconds === 0 || recording.seconds >= this.toldAt + STANDS) {
      this.tell(recording.looks);
      this.toldAt = recording.seconds;
    }
    if (this.measuring?.hasLamp === false) part("[data-lamp]").textContent = words("no_lamp");
    const left = Math.max(0, Math.ceil(this.seconds - recording.seconds));
    part("[data-left]").textContent = String(left);
    const spent = (100 * recording.seconds) / this.seconds;
    part(".lens").style.setProperty("--spent", String(spent));
    const points = recording.line.map(
      ([x, y]) => `${(x * 640).toFixed(1)},${(95 - y * 80).toFixed(1)}`,
    );
    part("[data-line]").setAttribute("points", points.join(" "));
  }
}
