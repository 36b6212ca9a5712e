// @ts-check
// The page of the pulse: one press opens the camera, and what it saw is read.

import { Live, part } from "./live.js";
import { send } from "./measure.js";
import { Measuring, NotTaken, send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const live = new Live(form);
/** A hand that shakes hits twice: what comes up under it waits so long, in milliseconds. */
const WAITS = 400;
/** A word stands so long before another one may, in seconds: what flickers cannot be read. */
const STANDS = 1.5;
/** What such a template holds, anew. @param {string} name @returns {any} */
const made = (name) => document.importNode(part(`template[data-${name}]`).content, true).firstElementChild;
const words = (name) => part("template[data-words]").content.querySelector(`[data-of=${name}]`).textContent;
const place = part("[data-place]");
const told = part("[data-told]");
const form = made("form");
let toldAt = Number.NEGATIVE_INFINITY;
/** One part of the page is seen at a time, and what was told before is gone. @param {any} shown */
function turnTo(shown) {
  told.replaceChildren();
  place.replaceChildren(shown);
  part("main").animate({ pointerEvents: ["none", "none"] }, { duration: WAITS, id: "hold-off" });
  const word = part("[data-word]");
  if (word.textContent !== words(name)) word.textContent = words(name);
  if (recording.seconds === 0 || recording.seconds >= toldAt + STANDS) {
    tell(recording.looks);
    toldAt = recording.seconds;
  }
  if (measuring?.hasLamp === false) part("[data-lamp]").textContent = words("no_lamp");
  const whole = Number(place.dataset.seconds);
  part("[data-left]").textContent = String(Math.max(0, Math.ceil(whole - recording.seconds)));
  part(".lens").style.setProperty("--spent", String((100 * recording.seconds) / whole));
  turnTo(form);
  const note = made(name === "stopped" ? "stopped" : "fault");
  note.querySelector("span").textContent = words(name);
  told.replaceChildren(note);
  note.focus();
  told.scrollIntoView();
  const canvas = document.createElement("canvas");
  measuring = new Measuring({ devices: navigator.mediaDevices, video: part(".live video"), canvas });
  return measuring.record({ seconds: Number(place.dataset.seconds), show });

/** The camera is off by now, and there is nothing left to stop. @param {FormData} said @param {Recording} recording */
async function ask(said, recording) {
  tell("sending");
  part(".live h2").focus();
  part("[data-stop]").remove();
  const address = `${place.dataset.address}${said.get("place")}/${said.get("side")}/`;
  const token = String(said.get("csrfmiddlewaretoken"));
  const answer = await send((...given) => fetch(...given), address, token, recording);
  live.turnTo(false);
  turnTo(form);
  told.innerHTML = answer.html;
  told.querySelector("h2").focus();
  told.scrollIntoView();
}

async function begin() {
  const recording = await live.take();
  if (recording === null) return;
  live.tell("sending");
  await ask(recording).catch(() => live.fail("not_sent"));
  toldAt = Number.NEGATIVE_INFINITY;
  const said = new FormData(form);
  const live = made("live");
  turnTo(live);
  live.querySelector("[data-stop]").addEventListener("click", stop);
  live.scrollIntoView();
  return ask(said, recording).catch((fault) => fail(fault instanceof NotTaken ? "not_taken" : "no_answer"));
}

form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
place.replaceChildren(form);
