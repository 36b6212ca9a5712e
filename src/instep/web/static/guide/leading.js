// @ts-check
// Puts clock, stage, keys and wake lock together round one session, and lets time pass.

import { Awake } from "./awake.js";
import { SoundClock } from "./clock.js";
import { Guide } from "./guide.js";
import { listenToKeys, listenToMedia, listenToTaps } from "./keys.js";
import { Stage } from "./stage.js";

/** @typedef {import("./session.js").Told} Told */
/** @typedef {import("../kernel/playhead.js").Progress} Progress */

/** Seconds that the last words and the end of the music may take. */
const LAST_WORDS = 14;

/** A session that leads on this page. */
export class Leading {
  /**
   * @param {HTMLElement} page
   * @param {HTMLAudioElement} audio
   * @param {Told} told
   * @param {(progress: Progress, what: string) => void} tell how far, and what was pressed
   */
  constructor(page, audio, told, tell) {
    this.audio = audio;
    this.told = told;
    this.over = new AbortController();
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const isStill = () => still.matches || document.documentElement.dataset.motion === "still";
    this.clock = new SoundClock(audio, () => performance.now() / 1000);
    this.stage = new Stage(page, told, isStill);
    this.awake = new Awake(navigator, document);
    const now = () => Date.now() / 1000;
    this.guide = new Guide(told, { clock: this.clock, stage: this.stage, tell, now });
    this.listen(page);
  }

  /** @param {HTMLElement} page */
  listen(page) {
    const { guide, clock, audio } = this;
    const { signal } = this.over;
    for (const event of ["timeupdate", "pause", "playing", "ended"]) {
      audio.addEventListener(event, () => this.beat());
    }
    audio.addEventListener("ended", () => clock.goSilent(true));
    listenToTaps(page, guide);
    listenToKeys(document, guide, signal);
    listenToMedia(navigator.mediaSession, guide);
    const press = (/** @type {SubmitEvent} */ sent) => {
      sent.preventDefault();
      const button = /** @type {HTMLButtonElement | null} */ (sent.submitter);
      if (button) guide.end(button.value);
    };
    document.addEventListener("submit", press, { signal });
    const keep = () => guide.isOver || guide.keep();
    addEventListener("pagehide", keep, { signal });
    document.addEventListener("visibilitychange", keep, { signal });
  }

  /** Time has passed. */
  beat() {
    this.guide.beat();
    const plays = this.clock.isPlaying && !this.guide.isOver;
    this.awake.want(plays);
    if (navigator.mediaSession) navigator.mediaSession.playbackState = plays ? "playing" : "paused";
  }

  /** Begin, or offer to go on where it was. */
  start() {
    const { told, clock, stage, guide } = this;
    if (navigator.mediaSession && "MediaMetadata" in window) {
      const named = { title: told.words.title, artist: "Instep" };
      navigator.mediaSession.metadata = new MediaMetadata(named);
    }
    clock.to(told.position);
    stage.show(told.position, false);
    if (told.position > 0) stage.note(told.words.was_here);
    else void guide.resume();
    const draw = () => {
      this.beat();
      if (!guide.isOver && !this.over.signal.aborted) requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  }

  /** The last words are still said, but nobody is kept waiting. */
  lastWords() {
    const { audio, clock } = this;
    return new Promise((done) => {
      for (const event of ["ended", "pause", "error"]) audio.addEventListener(event, done);
      setTimeout(done, clock.isPlaying && !clock.silent ? LAST_WORDS * 1000 : 0);
    });
  }

  /** Another part of the page comes up. */
  leave() {
    this.over.abort();
    this.awake.want(false);
    this.clock.pause();
  }
}
