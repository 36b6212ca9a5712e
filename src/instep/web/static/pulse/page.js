// @ts-check
// The page of the pulse: one press opens the camera, and what it saw is read.

import { Live } from "./live.js";
import { NotTaken, send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const live = new Live();

/** @param {FormData} said @param {Recording} recording */
async function ask(said, recording) {
  live.sends();
  const keeps = said.has("light") ? "?keep=light" : "";
  const address = `${live.place.dataset.address}${said.get("place")}/${said.get("side")}/${keeps}`;
  const token = String(said.get("csrfmiddlewaretoken"));
  const answer = await send((...given) => fetch(...given), address, token, recording);
  live.turnTo(live.form);
  live.told.innerHTML = answer.html;
  live.told.querySelector("h2").focus();
  live.told.scrollIntoView();
}

async function begin() {
  const said = new FormData(live.form);
  const recording = await live.take();
  if (recording === null) return;
  await ask(said, recording).catch((fault) =>
    live.fail(fault instanceof NotTaken ? "not_taken" : "no_answer"),
  );
}

live.form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
