// @ts-check
// One showing of a session: time passes, the guard looks, and a key is never more than one away.
// Everything outside is handed in: the clock, the stage, what is told to the server, the time.

import { Progress, notAgain, watch } from "../kernel/playhead.js";
import { timelineOf } from "./session.js";

/** @typedef {import("./session.js").Told} Told */
/**
 * What a session plays on.
 * @typedef {object} Outside
 * @property {{position: number, isPlaying: boolean, isWaiting: boolean, play: () => Promise<boolean>,
 *   pause: () => void, end: () => void, to: (position: number) => void}} clock
 * @property {{show: (position: number, isPlaying: boolean) => void, note: (text: string) => void}} stage
 * @property {(progress: Progress, what: string) => void} tell to the server: how far, and what was pressed
 * @property {() => number} now seconds since 1970
 */

/** Back within so many seconds of a step's start goes to the step before it. */
const NEAR_THE_START = 3;

/** How often the server hears how far we are, in seconds. */
const EVERY = 5;

/** A hand that shakes hits twice: the second hit within so many seconds is none. */
const TWICE = 0.35;

/** A session being played. */
export class Guide {
  /**
   * @param {Told} told
   * @param {Outside} outside
   */
  constructor(told, outside) {
    this.told = told;
    this.outside = outside;
    this.timeline = timelineOf(told);
    this.look = watch(told.steps, this.timeline, told.answers);
    this.progress = new Progress(told.position, told.played);
    this.isOver = false;
    this.kept = told.position;
    this.pressed = -Infinity;
    this.before = sum(told.played);
    this.begun = outside.now();
  }

  /** Time has passed: count it, ask the guard, show it. */
  beat() {
    if (this.isOver) return;
    const { clock, stage } = this.outside;
    const here = Math.min(clock.position, this.timeline.seconds);
    if (here >= this.progress.position) this.progress = this.progress.after(this.timeline, here);
    if (here >= this.timeline.seconds) return this.end("finish");
    if (!this.mayShow(here)) return;
    stage.show(here, clock.isPlaying);
    if (Math.abs(here - this.kept) >= EVERY) this.keep();
  }

  /** @param {number} here */
  mayShow(here) {
    try {
      this.look(here);
      return true;
    } catch (refused) {
      this.end("stop");
      this.outside.stage.note(refused instanceof Error ? refused.message : "");
      return false;
    }
  }

  /** Tell the server how far we are. */
  keep() {
    this.kept = this.progress.position;
    this.outside.tell(this.progress, "");
  }

  /** Whether the look at the feet still counts: half an hour, while no hands are at work. */
  get isFresh() {
    const { rested, lasts } = this.told.fresh;
    const passed = this.outside.now() - this.begun;
    const idle = rested + passed - (sum(this.progress.played) - this.before);
    if (passed < 0) return false;
    return idle <= lasts;
  }

  // -- Keys --------------------------------------------------------------------------------------

  /** Go on; after a long pause only while the look at the feet still counts. */
  async resume() {
    if (this.isOver) return;
    if (!this.isFresh) return this.end("stale");
    this.outside.stage.note("");
    const plays = await this.outside.clock.play();
    if (!plays) this.outside.stage.note(this.told.words.touch);
    this.beat();
  }

  /** Stand still. */
  pause() {
    this.outside.clock.pause();
    this.beat();
    this.keep();
  }

  /** Pause or go on. */
  toggle() {
    if (this.isSecondHit()) return;
    if (this.outside.clock.isPlaying) this.pause();
    else void this.resume();
  }

  /** On to the next step; after the last one it is done. */
  next() {
    if (this.isSecondHit()) return;
    const after = this.place + 1;
    if (after >= this.told.starts.length) {
      this.outside.clock.to(this.timeline.seconds);
      return this.end("finish");
    }
    this.go(this.told.starts[after]);
  }

  /** To the start of this step or of the one before, unless that foot has had its time. */
  back() {
    if (this.isSecondHit()) return;
    let place = this.place;
    const near = this.progress.position - this.told.starts[place] < NEAR_THE_START;
    if (near && place > 0) place -= 1;
    if (notAgain(this.told.steps, this.told.answers, this.progress, place) !== null) {
      return this.outside.stage.note(this.told.words.again_no);
    }
    this.go(this.told.starts[place]);
  }

  /** Silent at once, and nothing more is shown. @param {string} what */
  end(what) {
    if (this.isOver) return;
    this.isOver = true;
    if (what !== "finish") this.outside.clock.end();
    this.outside.tell(this.progress, what);
  }

  get place() {
    return this.timeline.stepAt(this.progress.position);
  }

  /** @param {number} position */
  go(position) {
    if (this.isOver) return;
    this.outside.stage.note("");
    this.progress = new Progress(position, this.progress.played);
    this.outside.clock.to(position);
    this.keep();
    if (this.mayShow(position)) this.outside.stage.show(position, this.outside.clock.isPlaying);
  }

  isSecondHit() {
    const at = this.outside.now();
    const second = at - this.pressed >= 0 && at - this.pressed < TWICE;
    this.pressed = at;
    return second || this.isOver;
  }
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((whole, number) => whole + number, 0);
}
