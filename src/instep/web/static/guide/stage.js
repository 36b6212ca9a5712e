// @ts-check
// What is to be seen at a moment: the foot with its hand, the words, the breath, the ring of time.

import { FootHand } from "./foot.js";
import { breathAt, captionAt, inWords, stretchAt } from "./session.js";

/** @typedef {import("./session.js").Told} Told */

/** What lights up next is hatched for the last seconds of a step. */
const SOON = 5;

/** The disc of a breath, empty and full. */
const EMPTY = 46;
const FULL = 124;

/** The page, as far as it changes. */
export class Stage {
  /**
   * @param {ParentNode} page
   * @param {Told} told
   * @param {() => boolean} isStill
   */
  constructor(page, told, isStill) {
    this.told = told;
    this.isStill = isStill;
    this.part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.querySelector(`#${id}`));
    this.scenes = [...page.querySelectorAll(".scene")].map((scene) => new Scene(/** @type {HTMLElement} */ (scene)));
    this.when = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-when]")]);
    this.place = -1;
  }

  /**
   * This moment.
   * @param {number} position
   * @param {boolean} isPlaying
   */
  show(position, isPlaying) {
    const { told } = this;
    const place = Math.max(0, told.starts.filter((start) => start <= position).length - 1);
    if (place !== this.place) this.enter(place);
    this.say("caption", this.captionAt(place, position));
    const [from, until] = stretchAt(told, place);
    this.say("left", told.words.to_go.replace("{time}", inWords(told, until - position)));
    const spent = (100 * (position - from)) / (until - from);
    this.part("stage").style.setProperty("--spent", spent.toFixed(2));
    for (const each of this.when) each.hidden = (each.dataset.when === "playing") !== isPlaying;
    const end = told.starts[place + 1] ?? told.seconds;
    this.scenes[place].show(told, place, position, end - position <= SOON, this.isStill());
  }

  /** A breath is a word of its own; else what was said last. @param {number} place @param {number} position */
  captionAt(place, position) {
    const breath = breathAt(this.told, place, position);
    if (breath === null) {
      const line = captionAt(this.told, place, position);
      return line === this.told.pages[place].how ? "" : line;
    }
    const word = breath.inward ? this.told.words.in : this.told.words.out;
    return word.charAt(0).toUpperCase() + word.slice(1);
  }

  /** @param {number} place */
  enter(place) {
    const page = this.told.pages[place];
    if (this.place >= 0) this.scenes[this.place].isShown = false;
    this.place = place;
    this.scenes[place].isShown = true;
    this.say("step-of", page.step_of);
    this.say("name", page.name);
    this.say("how", page.how);
    this.say("then", page.then);
    this.say("which", page.side);
    document.title = `${page.name} · Instep`;
  }

  /** A word of our own, which a screen reader says too. @param {string} text */
  note(text) {
    this.say("aside", text);
  }

  /** @param {string} id @param {string} text */
  say(id, text) {
    const part = this.part(id);
    if (part.textContent !== text) part.textContent = text;
  }
}

/** One picture: found when it is first shown, since a line can only be measured when it is drawn. */
class Scene {
  /** @param {HTMLElement} scene */
  constructor(scene) {
    this.scene = scene;
    /** @type {FootHand[] | null} */
    this.hands = null;
    this.breath = /** @type {SVGCircleElement | null} */ (scene.querySelector(".breath"));
  }

  /** @param {boolean} is */
  set isShown(is) {
    this.scene.hidden = !is;
  }

  /**
   * @param {Told} told
   * @param {number} place
   * @param {number} position
   * @param {boolean} isSoon
   * @param {boolean} isStill
   */
  show(told, place, position, isSoon, isStill) {
    this.hands ??= [...this.scene.querySelectorAll(".foot:has(.moving)")].map((foot) => {
      const moving = /** @type {SVGGElement} */ (foot.querySelector(".moving"));
      return new FootHand(/** @type {SVGGElement} */ (foot), moving);
    });
    for (const hand of this.hands) hand.show(position - told.starts[place], told.tempo, isStill);
    for (const soon of this.scene.querySelectorAll(".soon")) soon.toggleAttribute("hidden", !isSoon);
    if (this.breath) this.breathe(breathAt(told, place, position), isStill);
  }

  /** @param {{inward: boolean, share: number} | null} breath @param {boolean} isStill */
  breathe(breath, isStill) {
    const full = breath === null ? 0 : breath.inward ? breath.share : 1 - breath.share;
    const eased = (1 - Math.cos(Math.PI * full)) / 2;
    const radius = isStill ? (EMPTY + FULL) / 2 : EMPTY + eased * (FULL - EMPTY);
    this.breath?.setAttribute("r", radius.toFixed(1));
  }
}
