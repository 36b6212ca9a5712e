// @ts-check
// What was typed at a spot, in degrees; twin of read_degrees in instep/core/measures/temperature.py.
// The computer says which number is odd, and so does this while it is away. Nothing is guessed.

/** @typedef {{least: number, most: number}} Walls */

const LONGEST = 7;

/**
 * Degrees, or why it is not taken.
 * @param {string} text @param {Walls} walls
 * @returns {number | "no_number" | "fahrenheit" | "no_point" | "outside"}
 */
export function readDegrees(text, walls) {
  const plain = text.trim().replace(",", ".");
  if (!/^(?=.*[0-9])[0-9]*\.?[0-9]*$/.test(plain) || plain.length > LONGEST) return "no_number";
  const degrees = Number(plain);
  const holds = (/** @type {number} */ each) => walls.least <= each && each <= walls.most;
  if (holds(degrees)) return degrees;
  if (holds((degrees - 32) / 1.8)) return "fahrenheit";
  return holds(degrees / 10) ? "no_point" : "outside";
}

/**
 * Both feet as they stand in the form. What is odd is said under its foot, and not taken.
 * @param {HTMLFormElement} form
 */
export function spotIn(form) {
  form.querySelectorAll(".still-open").forEach((said) => said.remove());
  const [left, right] = ["left", "right"].map((side) => footIn(form, side));
  return { left, right };
}

/** @param {HTMLFormElement} form @param {string} side */
function footIn(form, side) {
  const lines = [...form.querySelectorAll("input")].filter(({ name }) => name.startsWith(side));
  return lines.flatMap((line) => {
    line.removeAttribute("aria-invalid");
    if (line.value.trim() === "") return [];
    const found = readDegrees(line.value, JSON.parse(form.dataset.walls ?? "{}"));
    if (typeof found === "number") return [found];
    odd(form, line, found);
    return [];
  });
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} line @param {string} why */
function odd(form, line, why) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(`odd-${why}`));
  const said = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
  const meant = (Number(line.value.replace(",", ".")) / 10).toFixed(1);
  const words = /** @type {HTMLElement} */ (said.querySelector("span"));
  const text = (words.textContent ?? "").replace("{typed}", line.value).replace("{meant}", meant);
  words.textContent = `${line.parentElement?.firstChild?.textContent?.trim()}: ${text}`;
  said.id = `${line.name}-wrong`;
  line.setAttribute("aria-invalid", "true");
  line.setAttribute("aria-describedby", said.id);
  line.closest("fieldset")?.append(said);
}
