// @ts-check
// The page of the pulse: one press opens the camera, and however it ends the camera is closed.

import { Measuring, NotTaken, send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const FAULTS = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "in_use" };

/** A hand that shakes hits twice: what comes up under it waits so long, in milliseconds. */
const WAITS = 400;

/** A word stands so long before another one may, in seconds: what flickers cannot be read. */
const STANDS = 1.5;

/** @param {string} selector @returns {any} */
const part = (selector) => document.querySelector(selector);
/** What such a template holds, anew. @param {string} name @returns {any} */
const made = (name) => document.importNode(part(`template[data-${name}]`).content, true).firstElementChild;
/** @param {string} name */
const words = (name) => part("template[data-words]").content.querySelector(`[data-of=${name}]`).textContent;

const place = part("[data-place]");
const told = part("[data-told]");
const form = made("form");
/** @type {Measuring | undefined} */
let measuring;
let isStopped = false;
let toldAt = Number.NEGATIVE_INFINITY;

/** One part of the page is seen at a time, and what was told before is gone. @param {any} shown */
function turnTo(shown) {
  told.replaceChildren();
  place.replaceChildren(shown);
  part("main").animate({ pointerEvents: ["none", "none"] }, { duration: WAITS, id: "hold-off" });
}

/** A sentence, once: what is told again and again is not heard. @param {string} name */
function tell(name) {
  const word = part("[data-word]");
  if (word.textContent !== words(name)) word.textContent = words(name);
}

/** @param {Recording} recording */
function show(recording) {
  if (recording.seconds === 0 || recording.seconds >= toldAt + STANDS) {
    tell(recording.looks);
    toldAt = recording.seconds;
  }
  if (measuring?.hasLamp === false) part("[data-lamp]").textContent = words("no_lamp");
  const whole = Number(place.dataset.seconds);
  part("[data-left]").textContent = String(Math.max(0, Math.ceil(whole - recording.seconds)));
  part(".lens").style.setProperty("--spent", String((100 * recording.seconds) / whole));
  const points = recording.line.map(([x, y]) => `${(x * 640).toFixed(1)},${(95 - y * 80).toFixed(1)}`);
  part("[data-line]").setAttribute("points", points.join(" "));
}

/** @param {string} name */
function fail(name) {
  turnTo(form);
  const note = made(name === "stopped" ? "stopped" : "fault");
  note.querySelector("span").textContent = words(name);
  told.replaceChildren(note);
  note.focus();
  told.scrollIntoView();
}

/** Thrown before a recording: why no camera could be opened. @returns {Promise<Recording>} */
async function recorded() {
  const canvas = document.createElement("canvas");
  measuring = new Measuring({ devices: navigator.mediaDevices, video: part(".live video"), canvas });
  return measuring.record({ seconds: Number(place.dataset.seconds), show });
}

/** The camera is off by now, and there is nothing left to stop. @param {FormData} said @param {Recording} recording */
async function ask(said, recording) {
  tell("sending");
  part(".live h2").focus();
  part("[data-stop]").remove();
  const address = `${place.dataset.address}${said.get("place")}/${said.get("side")}/`;
  const token = String(said.get("csrfmiddlewaretoken"));
  const answer = await send((...given) => fetch(...given), address, token, recording);
  turnTo(form);
  told.innerHTML = answer.html;
  told.querySelector("h2").focus();
  told.scrollIntoView();
}

async function begin() {
  isStopped = false;
  toldAt = Number.NEGATIVE_INFINITY;
  const said = new FormData(form);
  const live = made("live");
  turnTo(live);
  live.querySelector("[data-stop]").addEventListener("click", stop);
  tell("opens");
  live.querySelector("h2").focus();
  live.scrollIntoView();
  let recording;
  try {
    recording = await recorded();
  } catch (fault) {
    const name = fault instanceof Error || fault instanceof DOMException ? fault.name : "";
    return fail(FAULTS[/** @type {keyof FAULTS} */ (name)] ?? "no_camera");
  }
  if (isStopped) return fail("stopped");
  return ask(said, recording).catch((fault) => fail(fault instanceof NotTaken ? "not_taken" : "no_answer"));
}

function stop() {
  isStopped = true;
  measuring?.close();
}

form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
place.replaceChildren(form);
addEventListener("pagehide", stop);
document.addEventListener("visibilitychange", () => document.hidden && stop());
