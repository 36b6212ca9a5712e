// @ts-check
// Twin of instep/core/player.py, and of step_at and between in instep/core/timeline.py.
// Time is told, never asked. Both pass tests/cases/playhead.json.

import { refusal } from "./guard.js";

/** @typedef {import("./guard.js").Answers} Answers */
/** @typedef {import("./guard.js").Touch} Touch */
/** Words, picture or sound due at a moment, as in the session JSON. @typedef {{at: number}} Cue */

const NO_MOMENT = "This moment is not one we know. We leave it out.";

/** All cues of a session in order, and the second at which each step begins. */
export class Timeline {
  /**
   * @param {readonly Cue[]} cues
   * @param {readonly number[]} starts in seconds
   * @param {number} seconds
   */
  constructor(cues, starts, seconds) {
    this.cues = cues;
    this.starts = starts;
    this.seconds = seconds;
    Object.freeze(this);
  }

  /**
   * Which step is on at this moment; the last one from its start to the very end.
   * @param {number} position
   */
  stepAt(position) {
    const begun = this.starts.filter((start) => start <= position);
    return Math.max(0, begun.length - 1);
  }
}

/**
 * Cues due in [after, upto). Back-to-back stretches show each cue exactly once.
 * @param {Timeline} timeline
 * @param {number} after
 * @param {number} upto
 */
export function between(timeline, after, upto) {
  return timeline.cues.filter((cue) => after <= cue.at && cue.at < upto);
}

/** The guard stands against a step: nothing of it may be seen or heard. */
export class NotShown extends Error {}

/**
 * The guard at the stage's edge: asks about each step once, from the raw answers.
 * @param {readonly Touch[]} steps
 * @param {Timeline} timeline
 * @param {Answers} answers
 * @returns {(position: number) => void} lets a moment pass, or throws NotShown
 */
export function watch(steps, timeline, answers) {
  /** @type {Map<number, string | null>} */
  const allowed = new Map();
  return (position) => {
    if (!Number.isFinite(position)) throw new NotShown(NO_MOMENT);
    const place = timeline.stepAt(position);
    if (!allowed.has(place)) {
      allowed.set(place, refusal(answers, steps.slice(0, place), steps[place]));
    }
    const reason = allowed.get(place);
    if (reason !== null) throw new NotShown(reason);
  };
}

/**
 * How far a session has come, and how long each step was really played, goings back included.
 * ``position`` in seconds of the timeline; ``played`` in seconds, one number a step.
 */
export class Progress {
  /** @param {number} position @param {readonly number[]} played */
  constructor(position, played) {
    this.position = position;
    this.played = played;
    Object.freeze(this);
  }

  /**
   * A stretch played straight on, from where we were to this position.
   * @param {Timeline} timeline
   * @param {number} position
   */
  after(timeline, position) {
    const ends = [...timeline.starts.slice(1), timeline.seconds];
    const played = this.played.map((done, place) => {
      const from = Math.max(timeline.starts[place], this.position);
      return done + Math.max(0, Math.min(ends[place], position) - from);
    });
    return new Progress(position, played);
  }
}

/**
 * Why the steps from this place on may not be played once more; null where they may.
 * Going back adds minutes to a foot, so the guard counts what was really played.
 * @param {readonly Touch[]} steps
 * @param {Answers} answers
 * @param {Progress} progress
 * @param {number} place
 * @returns {string | null}
 */
export function notAgain(steps, answers, progress, place) {
  try {
    return againRefused(steps, answers, progress.played, place);
  } catch {
    return NO_MOMENT;
  }
}

/**
 * @param {readonly Touch[]} steps
 * @param {Answers} answers
 * @param {readonly number[]} played
 * @param {number} place
 */
function againRefused(steps, answers, played, place) {
  if (!(place in steps) || typeof place !== "number") return NO_MOMENT;
  if (played.length !== steps.length || !played.every(isLength)) return NO_MOMENT;
  const before = steps
    .map((step, n) => ({ ...step, seconds: played[n] }))
    .filter((step) => step.seconds > 0);
  for (const step of steps.slice(place)) {
    const reason = refusal(answers, before, step);
    if (reason !== null) return reason;
    before.push(step);
  }
  return null;
}

/** A length of time: seconds, never less than none. @param {unknown} seconds */
function isLength(seconds) {
  return typeof seconds === "number" && seconds >= 0 && seconds < Infinity;
}

/** How far a session has come. Paused unless ``resumedAt`` is set. */
export class Playhead {
  /** @param {number} banked @param {number | null} resumedAt */
  constructor(banked = 0, resumedAt = null) {
    this.banked = banked;
    this.resumedAt = resumedAt;
    Object.freeze(this);
  }

  /** Seconds of the session already behind us. @param {number} now */
  position(now) {
    if (this.resumedAt === null) return this.banked;
    return this.banked + (now - this.resumedAt);
  }

  /** Go on; nothing changes when it already goes. @param {number} now */
  play(now) {
    return this.resumedAt !== null ? this : new Playhead(this.banked, now);
  }

  /** Stand still where we are. @param {number} now */
  pause(now) {
    return new Playhead(this.position(now));
  }

  /**
   * Jump to another moment, going on or standing as before.
   * @param {number} position
   * @param {number} now
   */
  to(position, now) {
    return new Playhead(position, this.resumedAt === null ? null : now);
  }
}
