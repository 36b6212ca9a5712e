// @ts-check
// Touching the drawing ticks the list; each stroke is kept at once. While the computer is away it
// is kept on this device, and told once when the computer is back, over a reload or a closed tab.

import { flush, newId, read, save } from "../away/outbox.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("painting"));
const AGAIN = 4000; // milliseconds

/** @returns {HTMLInputElement[]} */
const ticks = () => [...(form?.querySelectorAll("input[name=zone]") ?? [])];
const ticked = () => ticks().filter((tick) => tick.checked).map((tick) => tick.value);

/** Which brush this is, on which drawing. @type {{feeling: string, side: string, shown: string[]}} */
const brush = JSON.parse(form?.dataset.brush ?? "{}");

let sending = Promise.resolve();
let waits = 0;

/** The drawing as the list says it. */
function draw() {
  for (const tick of ticks())
    for (const zone of form?.querySelectorAll(`[data-zone="${tick.value}"]`) ?? []) {
      if (tick.checked) zone.setAttribute("data-paint", "2");
      else zone.removeAttribute("data-paint");
    }
}

/** What the page tells of it all, as the computer tells it now. @param {string} text */
function tell(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const id of ["told", "undo", "film"]) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)];
    here?.replaceChildren(...document.importNode(there ?? here, true).childNodes);
  }
}

/** @param {string} [id] the words that say where it is kept; none: on the computer */
function note(id) {
  document.getElementById("not-kept")?.remove();
  const template = id && document.getElementById(id);
  if (template instanceof HTMLTemplateElement)
    document.getElementById("told")?.append(template.content.cloneNode(true));
}

/** What waits here of this brush, the last stroke last. */
async function waiting() {
  const { held } = await read();
  const is = (/** @type {Record<string, any>} */ { feeling, side, shown }) =>
    feeling === brush.feeling && side === brush.side && `${shown}` === `${brush.shown}`;
  const own = held.filter(({ entry, state }) => entry.kind === "paint" && state === "waiting");
  return own.filter(({ entry }) => is(entry.body));
}

/** Keep what is ticked, here where nobody answers. */
async function keep() {
  if (!form) return;
  try {
    if ((await waiting()).length > 0) throw new Error("those before it go first");
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok || !answer.url.includes("kept=1")) throw new Error("not kept");
    tell(await answer.text());
    note();
  } catch {
    await keepHere();
  }
}

async function keepHere() {
  try {
    await save(newId(), "paint", { ...brush, zones: ticked() });
    document.querySelector("#told > p")?.remove(); // the area it tells is no longer so
    note("if-kept-here");
  } catch {
    note("if-not-kept");
  }
  clearTimeout(waits);
  waits = setTimeout(again, AGAIN);
}

/** Once all of it has arrived, the page says it as ever. */
async function again() {
  clearTimeout(waits);
  await flush(true);
  if ((await waiting().catch(() => [1])).length === 0) return queue();
  waits = setTimeout(again, AGAIN);
}

/** One after the other, so that the last stroke is kept last. */
function queue() {
  sending = sending.then(keep);
}

function stroke() {
  draw();
  queue();
}

/** What was painted here and has not arrived yet is ticked as it was. */
async function begin() {
  draw();
  const last = (await waiting().catch(() => [])).at(-1);
  if (last === undefined) return;
  for (const tick of ticks()) tick.checked = last.entry.body.zones.includes(tick.value);
  draw();
  note("if-kept-here");
  void again();
}

if (form) {
  form.addEventListener("change", stroke);
  form.addEventListener("click", (event) => {
    const zone = /** @type {Element} */ (event.target).getAttribute?.("data-zone");
    const tick = zone && ticks().find(({ value }) => value === zone);
    if (!tick) return;
    tick.checked = !tick.checked;
    stroke();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stroke();
  });
  void begin();
}
