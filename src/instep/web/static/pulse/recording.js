// @ts-check
// What was seen so far. It only collects: whether it can be read is for instep/core/measures/pulse.

/** Seconds at the beginning that are left out: the lamp warms up, the camera finds its light. */
export const SETTLES = 3;

/** Seconds whose light is shown and judged while it goes on. */
export const SHOWN = 6;
const JUDGED = 2;

/** Levels: nothing on the lens; a wall; how far the light may wander in two seconds, as a share. */
const DARK = 10;
const PALE = 150;
const WANDERS = 0.12;

/** Frames with their times in seconds and their means; those before it settled are not kept. */
export class Recording {
  constructor() {
    /** @type {number[]} */
    this.times = [];
    /** @type {number[][]} */
    this.colours = [[], [], []];
    /** @type {number | null} */
    this.began = null;
  }

  /** Take one frame. Time that is no number, or has not moved on, is no frame.
   * @param {number} seconds @param {number[]} means */
  add(seconds, means) {
    if (!Number.isFinite(seconds) || !means.every(Number.isFinite)) return;
    this.began ??= seconds;
    const last = this.times.at(-1) ?? this.began + SETTLES;
    if (seconds < last || seconds === this.times.at(-1)) return;
    this.times.push(seconds);
    means.forEach((mean, channel) => this.colours[channel].push(mean));
  }

  /** Seconds that are kept so far. */
  get seconds() {
    return this.times.length ? this.times[this.times.length - 1] - this.times[0] : 0;
  }

  /** How it looks right now, as a word for the page: settling, dark, pale, moving or still. */
  get looks() {
    const from = this.from(JUDGED);
    const last = this.colours.map((row) => row.slice(from));
    if (!last[0].length) return "settling";
    const levels = last.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
    if (Math.max(...levels) < DARK) return "dark";
    if (Math.min(...levels) > PALE) return "pale";
    const brightest = last[levels.indexOf(Math.max(...levels))];
    const spread = Math.max(...brightest) - Math.min(...brightest);
    return spread > WANDERS * Math.max(...levels) ? "moving" : "still";
  }

  /** The light of the last seconds, upside down, each value from 0 to 1: more blood is higher. */
  get line() {
    const from = this.from(SHOWN);
    const levels = this.colours.map((row) => row[row.length - 1] ?? 0);
    const row = this.colours[levels.indexOf(Math.max(...levels))].slice(from);
    const [least, most] = [Math.min(...row), Math.max(...row)];
    return row.map((value, at) => [
      (this.times[from + at] - this.times[this.times.length - 1]) / SHOWN + 1,
      most > least ? (most - value) / (most - least) : 0.5,
    ]);
  }

  /** The first frame of the last so many seconds. @param {number} seconds */
  from(seconds) {
    const since = (this.times.at(-1) ?? 0) - seconds;
    const first = this.times.findIndex((time) => time >= since);
    return first === -1 ? this.times.length : first;
  }

  /** What is sent: times from 0 on, and three rows of means. */
  toJSON() {
    const start = this.times[0] ?? 0;
    const [r, g, b] = this.colours.map((row) => row.map((value) => rounded(value, 1e4)));
    return { times: this.times.map((time) => rounded(time - start, 1e6)), r, g, b };
  }
}

/** @param {number} value @param {number} parts */
function rounded(value, parts) {
  return Math.round(value * parts) / parts;
}
