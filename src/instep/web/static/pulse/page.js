// @ts-check
// The page of the pulse: one press opens the camera, and however it ends the camera is closed.

import { Measuring, send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const FAULTS = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "in_use" };

/** @param {string} selector @returns {any} */
const part = (selector) => document.querySelector(selector);
/** @param {string} name */
const words = (name) => part(`[data-of=${name}]`).textContent;

const form = part("[data-pulse]");
const live = part("[data-live]");
/** @type {Measuring | undefined} */
let measuring;
let isStopped = false;

/** One part of the page is seen at a time. @param {boolean} isLive */
function turnTo(isLive) {
  form.hidden = isLive;
  live.hidden = !isLive;
  part("[data-fault]").hidden = true;
  part("[data-result]").hidden = true;
}

/** A sentence, once: what is told again and again is not heard. @param {string} name */
function tell(name) {
  const place = part("[data-word]");
  if (place.textContent !== words(name)) place.textContent = words(name);
}

/** @param {Recording} recording */
function show(recording) {
  tell(recording.looks);
  const left = Math.ceil(Number(form.dataset.seconds) - recording.seconds);
  part("[data-left]").textContent = String(Math.max(0, left));
  const points = recording.line.map(([x, y]) => `${(x * 640).toFixed(1)},${(95 - y * 80).toFixed(1)}`);
  part("[data-line]").setAttribute("points", points.join(" "));
}

/** @param {string} name */
function fail(name) {
  turnTo(false);
  const place = part("[data-fault]");
  place.textContent = words(name);
  place.hidden = false;
  place.focus();
}

/** Thrown before a recording: why no camera could be opened. @returns {Promise<Recording>} */
async function recorded() {
  const [video, canvas] = [part(".live video"), part(".live canvas")];
  measuring = new Measuring({ devices: navigator.mediaDevices, video, canvas });
  return measuring.record({ seconds: Number(form.dataset.seconds), show });
}

/** @param {Recording} recording */
async function ask(recording) {
  const told = new FormData(form);
  const address = `${form.dataset.address}${told.get("place")}/${told.get("side")}/`;
  const token = String(told.get("csrfmiddlewaretoken"));
  const answer = await send((...given) => fetch(...given), address, token, recording);
  turnTo(false);
  const place = part("[data-result]");
  place.innerHTML = answer.html;
  place.hidden = false;
  place.querySelector("h2").focus();
}

async function begin() {
  isStopped = false;
  turnTo(true);
  tell("opens");
  live.querySelector("h2").focus();
  let recording;
  try {
    recording = await recorded();
  } catch (fault) {
    const name = fault instanceof Error || fault instanceof DOMException ? fault.name : "";
    return fail(FAULTS[/** @type {keyof FAULTS} */ (name)] ?? "no_camera");
  }
  if (isStopped) return fail("stopped");
  tell("sending");
  return ask(recording).catch(() => fail("not_sent"));
}

function stop() {
  isStopped = true;
  measuring?.close();
}

form.hidden = false;
form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
part("[data-stop]").addEventListener("click", stop);
addEventListener("pagehide", stop);
document.addEventListener("visibilitychange", () => document.hidden && stop());
