// @ts-check
// A page out of the templates that came with the shell: cloned, filled in, shown, and told.
// Words only ever go in as text.

/** @typedef {string | number | boolean | null | undefined | Values | readonly any[]} Value */
/** @typedef {{[slot: string]: any}} Values */

/**
 * A copy of this template, its slots filled in.
 * @param {string} id
 * @param {Values} values
 * @returns {DocumentFragment}
 */
export function made(id, values = {}) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  for (const place of copy.querySelectorAll("[data-soles]")) place.replaceWith(made("soles"));
  fill(copy, values);
  return copy;
}

/** @param {ParentNode} root @param {Values} values */
function fill(root, values) {
  const all = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-slot]"))];
  const outer = all.filter((each) => !all.some((other) => other !== each && other.contains(each)));
  for (const each of outer) put(each, values[each.dataset.slot ?? ""], values);
}

/**
 * Nothing takes the slot away; a list repeats it; an object fills it, its ``@`` names as
 * attributes; words are its text; true leaves it as it is.
 * @param {HTMLElement} slot
 * @param {Value} value
 * @param {Values} around
 */
function put(slot, value, around) {
  const isList = Array.isArray(value);
  if (value === undefined || value === null || value === false || value === "") slot.remove();
  else if (isList) repeat(slot, value, around);
  else if (value === true) fill(slot, around);
  else if (typeof value === "object") dress(slot, /** @type {Values} */ (value));
  else slot.textContent = String(value);
}

/** @param {HTMLElement} slot @param {readonly Value[]} values @param {Values} around */
function repeat(slot, values, around) {
  for (const value of values) {
    const copy = /** @type {HTMLElement} */ (slot.cloneNode(true));
    slot.before(copy);
    put(copy, value, around);
  }
  slot.remove();
}

/** @param {HTMLElement} slot @param {Values} value */
function dress(slot, value) {
  for (const [name, given] of Object.entries(value)) {
    if (name === "@class") slot.classList.add(given);
    else if (name.startsWith("@")) slot.setAttribute(name.slice(1), String(given));
  }
  fill(slot, value);
}

/**
 * Show this in place of what is there, from its top; ``note`` comes first and is heard first.
 * @param {string} id
 * @param {Values} values
 * @param {string} [note] the id of a note
 */
export function show(id, values = {}, note) {
  const old = document.getElementById("main");
  const main = /** @type {HTMLElement} */ (old?.cloneNode(false)); // anew, so that it holds off a double tap
  main.className = document.getElementById(id)?.dataset.main ?? "wide";
  main.tabIndex = -1;
  main.dataset.place = location.hash.slice(1);
  main.append(...(note ? [made(note)] : []), made(id, values));
  old?.replaceWith(main);
  const template = document.getElementById(id);
  const title = template?.dataset.title ?? main.querySelector("h1")?.textContent;
  document.title = `${title?.trim()} · Instep`;
  scrollTo(0, 0);
  const first = /** @type {HTMLElement | null} */ (main.querySelector(".note[tabindex]"));
  (first ?? main).focus({ preventScroll: true });
}

/**
 * Tick in a form what was said before.
 * @param {HTMLFormElement} form
 * @param {Record<string, any>} said
 */
export function tick(form, said) {
  for (const [id, answer] of Object.entries(said)) {
    const isSide = form.querySelector(`[name="${id}.side"][value="${answer}"]`) !== null;
    const isSided = isSide && answer !== "not_sure" && answer !== "no";
    const wanted = isSided ? [[id, "yes"], [`${id}.side`, answer]] : [answer].flat().map((a) => [id, a]);
    for (const [name, value] of wanted) check(form, name, value);
  }
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function check(form, name, value) {
  const box = form.querySelector(`[name="${name}"][value="${value}"]`);
  if (box instanceof HTMLInputElement) box.checked = true;
}

/**
 * What is ticked and typed, so that it can be put back.
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
export function typed(form) {
  return Array.from(new FormData(form), ([name, value]) => [name, String(value)]);
}

/**
 * Put back what was ticked and typed before the page went away.
 * @param {HTMLFormElement} form
 * @param {readonly [string, string][]} pairs
 */
export function putBack(form, pairs) {
  for (const [name, value] of pairs) {
    check(form, name, value);
    const text = form.querySelector(`textarea[name="${name}"]`);
    if (text instanceof HTMLTextAreaElement) text.value = value;
  }
}

/**
 * Mark the lines that are still open, and say so at the top.
 * @param {HTMLFormElement} form
 * @param {readonly string[]} open
 */
export function markOpen(form, open) {
  for (const old of form.querySelectorAll(".wrong, .still-open")) old.remove();
  for (const line of form.querySelectorAll(".open")) line.classList.remove("open");
  for (const id of open) {
    const line = form.querySelector(`[name="${id}"]`)?.closest(".line");
    const yes = form.querySelector(`[name="${id}"][value="yes"]`);
    const isSided = yes instanceof HTMLInputElement && yes.checked;
    line?.classList.add("open");
    line?.querySelector("legend")?.append(made("still-open"));
    if (isSided) line?.querySelector(":scope > .after-yes")?.classList.add("open");
    if (id === "red_stays") line?.querySelector(":scope > .after-patch")?.classList.add("open");
  }
  form.querySelector(".beside-foot")?.after(made("answer-all"));
  const note = /** @type {HTMLElement | null} */ (form.querySelector(".note"));
  note?.focus();
}
