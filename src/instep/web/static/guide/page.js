// @ts-check
// The page of the guide: a session that the server tells, and hears of.

import { Leading } from "./leading.js";
import { Spare } from "./spare.js";
import { Telling } from "./telling.js";

/** Seconds of play after which the whole sound is fetched: the beginning comes first. */
const SPARE_AFTER = 8;

const page = /** @type {HTMLElement} */ (document.getElementById("main"));
const told = JSON.parse(document.getElementById("session")?.textContent ?? "");
const audio = /** @type {HTMLAudioElement} */ (document.getElementById("sound"));
const form = /** @type {HTMLFormElement} */ (document.getElementById("keys"));

const telling = new Telling(form, () => stage.note(told.words.away));
const spare = new Spare(audio);
const others = new BroadcastChannel("instep-guide");

/** Another window leads: what this one knows of the time is old, and is not told. */
let isAside = false;

const leading = new Leading(page, audio, told, (progress, what) => {
  if (what === "" && isAside) return;
  if (what === "") void telling.howFar(progress);
  else if (what === "stale") telling.leave("/?note=too_old");
  else void telling.pressed(progress, what, what === "finish" ? leading.lastWords() : undefined);
});
const { clock, guide, stage } = leading;

// -- A server that falls asleep ------------------------------------------------------------------

let spareWanted = true;
audio.addEventListener("timeupdate", () => {
  if (!spareWanted || audio.currentTime - told.position < SPARE_AFTER) return;
  spareWanted = false;
  spare.fetch().catch(() => {});
});
audio.addEventListener("error", () => {
  if (!guide.isOver && !spare.take()) clock.goSilent(clock.isPlaying || !told.position);
});
audio.addEventListener("stalled", () => {
  if (clock.isWaiting) spare.take();
});

// -- One window leads; the one that is opened last -------------------------------------------------

others.postMessage(told.evening);
others.addEventListener("message", () => {
  isAside = true;
  clock.pause();
  stage.note(told.words.elsewhere);
});
audio.addEventListener("play", () => {
  if (isAside) others.postMessage(told.evening);
  isAside = false;
});
addEventListener("pageshow", (shown) => {
  if (shown.persisted) location.reload();
});

leading.start();
