// @ts-check
// The page of the guide: puts clock, stage, keys and server together, and lets time pass.

import { Awake } from "./awake.js";
import { SoundClock } from "./clock.js";
import { Guide } from "./guide.js";
import { listenToKeys, listenToMedia, listenToTaps } from "./keys.js";
import { Spare } from "./spare.js";
import { Stage } from "./stage.js";
import { Telling } from "./telling.js";

/** Seconds of play after which the whole sound is fetched: the beginning comes first. */
const SPARE_AFTER = 8;

/** Seconds that the last words and the end of the music may take. */
const LAST_WORDS = 14;

const page = /** @type {HTMLElement} */ (document.getElementById("main"));
const told = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("session")).textContent ?? "");
const audio = /** @type {HTMLAudioElement} */ (document.getElementById("sound"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("keys"));
const still = matchMedia("(prefers-reduced-motion: reduce)");

const clock = new SoundClock(audio, () => performance.now() / 1000);
const stage = new Stage(page, told, () => still.matches || document.documentElement.dataset.motion === "still");
const telling = new Telling(form, (away) => document.documentElement.toggleAttribute("data-away", away));
const awake = new Awake(navigator, document);
const spare = new Spare(audio);
const others = new BroadcastChannel("instep-guide");

const guide = new Guide(told, {
  clock,
  stage,
  tell: (progress, what) => {
    if (what === "") void telling.howFar(progress);
    else if (what === "stale") telling.leave("/?note=too_old");
    else void telling.pressed(progress, what, what === "finish" ? lastWords() : undefined);
  },
  now: () => Date.now() / 1000,
});

/** The last words are still said, but nobody is kept waiting. */
function lastWords() {
  return new Promise((done) => {
    for (const event of ["ended", "pause", "error"]) audio.addEventListener(event, done);
    setTimeout(done, clock.isPlaying && !clock.silent ? LAST_WORDS * 1000 : 0);
  });
}

// -- Time passes ---------------------------------------------------------------------------------

function beat() {
  guide.beat();
  awake.want(clock.isPlaying && !guide.isOver);
  if ("mediaSession" in navigator) navigator.mediaSession.playbackState = clock.isPlaying ? "playing" : "paused";
}

function draw() {
  beat();
  if (!guide.isOver) requestAnimationFrame(draw);
}

for (const event of ["timeupdate", "pause", "playing", "ended"]) audio.addEventListener(event, beat);
let spareWanted = true;
audio.addEventListener("timeupdate", () => {
  if (!spareWanted || audio.currentTime - told.position < SPARE_AFTER) return;
  spareWanted = false;
  spare.fetch().catch(() => {});
});
audio.addEventListener("ended", () => clock.goSilent(true));
audio.addEventListener("error", () => {
  if (!guide.isOver && !spare.take()) clock.goSilent(clock.isPlaying || !told.position);
});
audio.addEventListener("stalled", () => {
  if (clock.isWaiting) spare.take();
});

// -- What is pressed -----------------------------------------------------------------------------

listenToTaps(page, guide);
listenToKeys(document, guide);
listenToMedia(navigator.mediaSession, guide);
document.addEventListener("submit", (sent) => {
  sent.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (sent.submitter);
  if (button) guide.end(button.value);
});
addEventListener("pagehide", () => guide.isOver || guide.keep());
document.addEventListener("visibilitychange", () => guide.isOver || guide.keep());
addEventListener("pageshow", (shown) => {
  if (shown.persisted) location.reload();
});

// One window leads; the one that is opened last.
others.postMessage(told.evening);
others.addEventListener("message", () => {
  clock.pause();
  stage.note(told.words.elsewhere);
});

// -- Begin, or offer to go on --------------------------------------------------------------------

if ("mediaSession" in navigator && "MediaMetadata" in window) {
  navigator.mediaSession.metadata = new MediaMetadata({ title: told.words.title, artist: "Instep" });
}
clock.to(told.position);
stage.show(told.position, false);
if (told.position > 0) stage.note(told.words.was_here);
else void guide.resume();
requestAnimationFrame(draw);
