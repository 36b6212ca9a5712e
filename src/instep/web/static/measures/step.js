// @ts-check
// One step of measuring: a toe, an item, a spot. It goes to the computer as ever. Where nobody
// answers it is kept on this device, and told once when the computer is back; only then it goes on.
// Without this the form sends itself.

import { flush, newId, read, save } from "../away/outbox.js";
import { spotIn } from "./degrees.js";

/** So long we wait for an answer, and so long until we ask again, in milliseconds. */
const PATIENCE = 5000;
const AGAIN = 4000;

/**
 * What is told, and the page after it; none where something is to be put right here first.
 * @typedef {{kind: string, body: Record<string, unknown>, next: string}} Step
 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-step]"));

/** What waits here, by the id it was kept under. @type {Step & {id: string} | null} */
let held = null;

/** Whether the form may send itself, since the computer answers and has more to say. */
let isPlain = false;
let isBusy = false;

/**
 * What a button of this form tells. Null where it tells nothing: then the form sends itself.
 * @param {HTMLFormElement} from @param {FormData} data
 * @returns {Step | null}
 */
function stepOf(from, data) {
  const { kind, place, next, stopped, ...given } = JSON.parse(from.dataset.step ?? "{}");
  const pressed = data.get("do");
  if (kind === "warmth") {
    if (pressed !== "keep") return null;
    const body = { ...given, ...spotIn(from) };
    return { kind, body, next: from.querySelector("[aria-invalid]") ? "" : next };
  }
  if (kind === "mnsi") {
    const answer = data.get("answer");
    return answer === null ? null : { kind, body: { ...given, answer }, next };
  }
  const whole = { ...given, stopped: pressed === "stop", keep: pressed === "keep" };
  if (pressed) return { kind, body: whole, next: whole.stopped ? stopped : next };
  const [marks, felt] = [[...given.marks], data.get("felt")];
  if (felt === null) return null;
  marks[place] = felt;
  return { kind, body: { ...whole, marks }, next };
}

/** Whether the computer took it. Throws where nobody answers. @param {FormData} data */
async function sent(data) {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(location.href, { method: "POST", body: data, signal });
  if (answer.status >= 500 || answer.status === 403) throw new Error("away");
  return answer.redirected ? answer.url : null;
}

/** @param {Step} step @param {HTMLElement | null} button */
async function keepHere(step, button) {
  const id = newId();
  form?.querySelectorAll(".answer").forEach((each) => {
    if (each === button) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  });
  try {
    await save(id, step.kind, step.body);
    held = step.next ? { ...step, id } : null;
    if (held === null) return note("if-some-kept");
    note("if-kept-here");
    setTimeout(goOn, AGAIN);
  } catch {
    note("if-not-kept");
  }
}

/** Say it above the form, once. @param {string} id */
function note(id) {
  document.getElementById("step-note")?.remove();
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  form?.querySelector("input[type=hidden]")?.after(document.importNode(template.content, true));
  const said = document.getElementById("step-note");
  said?.querySelector("button")?.addEventListener("click", () => void tryNow());
  said?.focus();
}

/** The computer is back once nothing waits of what was kept here. */
async function goOn() {
  if (held === null) return;
  const { id, next } = held;
  const { held: all } = await read();
  if (!all.some(({ entry }) => entry.id === id)) return location.assign(next);
  if (all.some(({ entry, state }) => entry.id === id && state === "parked")) return;
  await flush(true);
  setTimeout(goOn, AGAIN);
}

async function tryNow() {
  if (held === null) return;
  await flush(true);
  const { held: all } = await read();
  if (all.some(({ entry }) => entry.id === held?.id)) return note("if-kept-here");
  location.assign(held.next);
}

/** @param {HTMLFormElement} from @param {HTMLElement | null} button @param {FormData} data @param {Step} step */
async function tell(from, button, data, step) {
  try {
    const next = await sent(data);
    if (next !== null) return location.assign(next);
    isPlain = true;
    from.requestSubmit(button);
  } catch {
    await keepHere(step, button);
  }
}

form?.addEventListener("submit", (event) => {
  if (isPlain) return;
  const button = event.submitter;
  const data = new FormData(form, button);
  const step = stepOf(form, data);
  if (step === null) return;
  event.preventDefault();
  if (isBusy) return;
  isBusy = true;
  void tell(form, button, data, step).finally(() => (isBusy = false));
});
