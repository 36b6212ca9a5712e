// @ts-check
// How long a fingertip rests: a calm fill on a button. Without motion the words say it.

const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("how-long"));
const still =
  matchMedia("(prefers-reduced-motion: reduce)").matches ||
  document.documentElement.dataset.motion === "still";

if (template && !still) {
  template.replaceWith(template.content);
  const button = document.querySelector("button[data-seconds]");
  const fill = button?.querySelector(".fill");
  button?.addEventListener("click", () => {
    const seconds = Number(button.getAttribute("data-seconds"));
    fill?.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], seconds * 1000);
  });
}
