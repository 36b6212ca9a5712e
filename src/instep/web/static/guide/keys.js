// @ts-check
// Every way to press: tap anywhere, the keyboard, a headset, the lock screen.

/** @typedef {import("./guide.js").Guide} Guide */

/**
 * The big buttons, the picture, and anywhere else on the page.
 * @param {HTMLElement} page
 * @param {Guide} guide
 */
export function listenToTaps(page, guide) {
  const on = (/** @type {string} */ id, /** @type {() => void} */ does) =>
    page.querySelector(`#${id}`)?.addEventListener("click", does);
  on("back", () => guide.back());
  on("next", () => guide.next());
  on("pause", () => guide.toggle());
  on("stage", () => guide.toggle());
  page.addEventListener("click", (tap) => {
    const target = /** @type {Element} */ (tap.target);
    if (!target.closest("button, a, input")) guide.toggle();
  });
}

/** @type {Readonly<Record<string, (guide: Guide) => void>>} */
const KEYS = {
  " ": (guide) => guide.toggle(),
  ArrowLeft: (guide) => guide.back(),
  ArrowRight: (guide) => guide.next(),
};

/**
 * Space and arrows, wherever the focus is; on a button, space presses that button.
 * @param {Document} document
 * @param {Guide} guide
 * @param {AbortSignal} signal until when
 */
export function listenToKeys(document, guide, signal) {
  const press = (/** @type {KeyboardEvent} */ pressed) => {
    const does = KEYS[pressed.key];
    if (!does || pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.repeat) return;
    if (pressed.key === " " && /** @type {Element} */ (pressed.target).closest("button")) return;
    pressed.preventDefault();
    does(guide);
  };
  document.addEventListener("keydown", press, { signal });
}

/**
 * Headset and lock screen, where the browser has them.
 * @param {MediaSession | undefined} media
 * @param {Guide} guide
 */
export function listenToMedia(media, guide) {
  if (!media) return;
  /** @type {[MediaSessionAction, () => void][]} */
  const actions = [
    ["play", () => void guide.resume()],
    ["pause", () => guide.pause()],
    ["stop", () => guide.end("stop")],
    ["previoustrack", () => guide.back()],
    ["nexttrack", () => guide.next()],
  ];
  for (const [action, does] of actions) media.setActionHandler(action, does);
}
