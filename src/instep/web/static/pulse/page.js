// @ts-check
// The page of the pulse: one press opens the camera, and what it saw is read.

import { Live, part } from "./live.js";
import { send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const form = part("[data-pulse]");
const live = new Live(form);

/** @param {Recording} recording */
async function ask(recording) {
  const told = new FormData(form);
  const address = `${form.dataset.address}${told.get("place")}/${told.get("side")}/`;
  const token = String(told.get("csrfmiddlewaretoken"));
  const answer = await send((...given) => fetch(...given), address, token, recording);
  live.turnTo(false);
  const place = part("[data-result]");
  place.innerHTML = answer.html;
  place.hidden = false;
  place.querySelector("h2").focus();
}

async function begin() {
  const recording = await live.take();
  if (recording === null) return;
  live.tell("sending");
  await ask(recording).catch(() => live.fail("not_sent"));
}

form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
