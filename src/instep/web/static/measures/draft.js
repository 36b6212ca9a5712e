// @ts-check
// What is typed and not kept yet stays in this tab, so that a reload or a computer that is away
// loses nothing. It goes when the computer says the same, and with "forget".

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-draft]"));
const name = `draft:${location.pathname}`;

/** @returns {HTMLInputElement[]} */
const lines = () => [...(form?.querySelectorAll("input[type=text]") ?? [])];
const typed = () => JSON.stringify(lines().map((line) => line.value));

if (form) {
  const kept = sessionStorage.getItem(name);
  if (kept === typed()) sessionStorage.removeItem(name);
  else if (kept && !form.querySelector("[aria-invalid]"))
    JSON.parse(kept).forEach((value, place) => { lines()[place].value = value; });
  form.addEventListener("input", () => sessionStorage.setItem(name, typed()));
}
