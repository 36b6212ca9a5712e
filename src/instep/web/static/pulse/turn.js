// @ts-check
// One window of a before and after: recorded, sent, and only left once the computer has answered.

import { Live, part } from "./live.js";
import { send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const form = part("[data-pulse]");
const again = part("[data-send]");
const beside = part("[data-beside]");
const live = new Live(form);
const opened = Date.now();

/** What was recorded and has not been answered yet, and when it ended. Here for as long as the page.
 * @type {{recording: Recording, ended: number} | null} */
let waiting = null;

/** @param {number} since */
const secondsSince = (since) => Math.max(0, Math.round((Date.now() - since) / 1000));

/** Whether the other foot's window is too old by the end of this one: the page says what is next. */
function isTooLate() {
  const { holds } = form.dataset;
  return holds !== undefined && secondsSince(opened) + live.seconds / 2 > Number(holds);
}

async function begin() {
  if (isTooLate()) return location.reload();
  waiting = null;
  part("[data-said]")?.remove();
  again.hidden = true;
  beside.hidden = true;
  const recording = await live.take();
  beside.hidden = false;
  if (recording === null) return;
  waiting = { recording, ended: Date.now() };
  await tell();
}

async function tell() {
  if (waiting === null) return;
  live.turnTo(true);
  live.tell("sending");
  again.hidden = true;
  const address = `${form.dataset.address}?ago=${secondsSince(waiting.ended)}`;
  const token = String(new FormData(form).get("csrfmiddlewaretoken"));
  try {
    const answer = await send((...given) => fetch(...given), address, token, waiting.recording);
    location.assign(answer.goes_on);
  } catch {
    live.fail("not_sent");
    again.hidden = false;
  }
}

form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
again.addEventListener("click", tell);
