// @ts-check
// On the page of the plan: keeps tonight's session on this device, for when the computer is off.

import { wholeSound } from "../guide/spare.js";
import { withSession } from "./sessions.js";
import { keep, kept } from "./store.js";

/** Where the browser keeps what leads a kept session: files that are the same for everyone. */
const LATER = "later";

const button = /** @type {HTMLButtonElement} */ (document.getElementById("keep-session"));
const said = /** @type {HTMLElement} */ (document.getElementById("keep-said"));

/** @param {string} word which of the sentences that came with the button */
function say(word) {
  said.textContent = button.dataset[word] ?? "";
}

async function keepIt() {
  const answer = await fetch(button.dataset.address ?? "");
  if (!answer.ok || answer.redirected) throw new Error("not for later");
  const { sound, files, ...session } = await answer.json();
  const whole = await wholeSound(sound);
  await (await caches.open(LATER)).addAll(files);
  const all = withSession((await kept("sessions")) ?? [], { ...session, key: sound, sound: whole });
  await keep("sessions", all);
}

button.hidden = false;
button.addEventListener("click", async () => {
  button.disabled = true;
  say("keeping");
  try {
    await keepIt();
    say("done");
  } catch {
    say("failed");
    button.disabled = false;
  }
});
