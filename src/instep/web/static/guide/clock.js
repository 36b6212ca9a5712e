// @ts-check
// The sound is the clock: where it is, the session is. Where no sound can be had, a steady clock
// takes its place, and the words on the page lead.

import { Playhead } from "../kernel/playhead.js";

/** So much earlier than it is told, in seconds, a sound may come out: nothing is drawn ahead. */
const NEAR = 0.25;

/** A session's clock over an audio element. */
export class SoundClock {
  /**
   * @param {HTMLAudioElement} audio
   * @param {() => number} steady seconds of a clock that never jumps
   */
  constructor(audio, steady) {
    this.audio = audio;
    this.steady = steady;
    /** Set where the sound has failed: time goes on without it. @type {Playhead | null} */
    this.silent = null;
  }

  /** Seconds of the session that are behind us. */
  get position() {
    return this.silent ? this.silent.position(this.steady()) : this.audio.currentTime;
  }

  /** Whether time passes. */
  get isPlaying() {
    return this.silent ? this.silent.resumedAt !== null : !this.audio.paused;
  }

  /** Whether time should pass, and the sound is not there yet. */
  get isWaiting() {
    return !this.silent && !this.audio.paused && this.audio.readyState < 3;
  }

  /** Go on; false where the browser wants to be touched first. */
  async play() {
    if (this.silent) {
      this.silent = this.silent.play(this.steady());
      return true;
    }
    try {
      await this.audio.play();
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === "NotSupportedError") {
        this.goSilent(true);
        return true;
      }
      return false;
    }
  }

  /** Stand still where we are. */
  pause() {
    this.audio.pause();
    if (this.silent) this.silent = this.silent.pause(this.steady());
  }

  /** Silent for good: nothing more is fetched either. */
  end() {
    this.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  /**
   * Be at another moment, going on or standing as before.
   * @param {number} position
   */
  to(position) {
    if (this.silent) this.silent = this.silent.to(position, this.steady());
    else if (Math.abs(this.audio.currentTime - position) > NEAR) this.audio.currentTime = position;
  }

  /**
   * The sound has failed: go on by the steady clock from where it was.
   * @param {boolean} isPlaying
   */
  goSilent(isPlaying) {
    if (this.silent) return;
    this.silent = new Playhead(this.audio.currentTime, isPlaying ? this.steady() : null);
  }
}
