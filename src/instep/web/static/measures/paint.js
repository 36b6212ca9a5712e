// @ts-check
// Touching the drawing ticks the list; each stroke is kept at once. What cannot be kept now stays
// ticked, here and over a reload, and is sent again until the computer answers.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("painting"));
const name = `paint:${location.pathname}`;
const AGAIN = 4000; // milliseconds

/** @returns {HTMLInputElement[]} */
const ticks = () => [...(form?.querySelectorAll("input[name=zone]") ?? [])];
const ticked = () => ticks().filter((tick) => tick.checked).map((tick) => tick.value);
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

/** @param {boolean} isKept */
function note(isKept) {
  const said = document.getElementById("not-kept");
  if (isKept) {
    said?.remove();
    sessionStorage.removeItem(name);
    return;
  }
  const template = document.getElementById("if-not-kept");
  if (!said && template instanceof HTMLTemplateElement)
    document.getElementById("told")?.append(template.content.cloneNode(true));
}

/** Keep what is ticked; later, where nobody answers. */
async function keep() {
  if (!form) return;
  const sent = JSON.stringify(ticked());
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok || !answer.url.includes("kept=1")) throw new Error("not kept");
    tell(await answer.text());
    if (sent === JSON.stringify(ticked())) note(true);
  } catch {
    note(false);
    clearTimeout(waits);
    waits = setTimeout(queue, AGAIN);
  }
}

/** One after the other, so that the last stroke is kept last. */
function queue() {
  sending = sending.then(keep);
}

function stroke() {
  sessionStorage.setItem(name, JSON.stringify(ticked()));
  draw();
  queue();
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
  const kept = sessionStorage.getItem(name);
  if (kept) {
    const was = JSON.parse(kept);
    for (const tick of ticks()) tick.checked = was.includes(tick.value);
    stroke();
  } else draw();
}
