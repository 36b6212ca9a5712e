// @ts-check
// One window of a before and after: recorded, sent, and only left once the computer has answered.

import { Live, made, part } from "./live.js";
import { send } from "./measure.js";

/** @typedef {import("./recording.js").Recording} Recording */

const live = new Live();
const beside = part("[data-beside]");
const opened = Date.now();

/** What was recorded and not answered yet, and when it ended; here for as long as the page is.
 * @type {{recording: Recording, ended: number} | null} */
let waiting = null;

/** @param {number} since */
const secondsSince = (since) => Math.max(0, Math.round((Date.now() - since) / 1000));

/** Whether the other foot's window is too old by the middle of this one: then both are due. */
function isTooLate() {
  const { holds } = live.place.dataset;
  return holds !== undefined && secondsSince(opened) + live.seconds / 2 > Number(holds);
}

async function begin() {
  if (isTooLate()) return location.reload();
  beside.hidden = true;
  const recording = await live.take();
  beside.hidden = false;
  if (recording === null) return;
  waiting = { recording, ended: Date.now() };
  await tell();
}

async function tell() {
  if (waiting === null) return;
  live.sends();
  const address = `${live.place.dataset.address}?ago=${secondsSince(waiting.ended)}`;
  const token = String(new FormData(live.form).get("csrfmiddlewaretoken"));
  try {
    const answer = await send((...given) => fetch(...given), address, token, waiting.recording);
    location.assign(answer.goes_on);
  } catch {
    const again = made("send");
    again.addEventListener("click", tell);
    live.fail("not_sent", again);
  }
}

live.form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  begin();
});
