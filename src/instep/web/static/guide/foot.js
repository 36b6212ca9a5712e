// @ts-check
// One drawn foot with a hand on it: finds the stretch of the hand's line that lies in what is lit.

import { spotAt, spotsOf } from "./hand.js";

/** @typedef {import("./hand.js").Line} Line */
/** @typedef {import("./hand.js").Tempo} Tempo */

/** A line is looked at in so many places. */
const LOOKS = 80;

/** A still hand stands where it would be after so many seconds. */
const AT_REST = 3.2;

/** A hand on a foot of one scene. */
export class FootHand {
  /**
   * @param {SVGGElement} foot
   * @param {SVGGElement} moving
   */
  constructor(foot, moving) {
    this.moving = moving;
    this.moves = moving.dataset.moves ?? "still";
    this.spots = spotsOf(moving.dataset.spots ?? "");
    this.line = lineIn(foot);
  }

  /**
   * Put the hand where it is after so many seconds of its step.
   * @param {number} seconds
   * @param {Tempo} tempo
   * @param {boolean} isStill
   */
  show(seconds, tempo, isStill) {
    const time = isStill ? AT_REST : seconds;
    const [x, y] = spotAt(this.moves, time, tempo, this.line, this.spots);
    this.moving.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }
}

/**
 * The hand's line, cut to the stretch from the first lit place to the last one.
 * @param {SVGGElement} foot
 * @returns {Line}
 */
function lineIn(foot) {
  const track = /** @type {SVGPathElement} */ (foot.querySelector(".track"));
  if (!track.getAttribute("d")) return () => [130, 300];
  const whole = track.getTotalLength();
  const zones = /** @type {SVGPathElement[]} */ ([...foot.querySelectorAll(".on .zone")]);
  const inside = [];
  for (let look = 0; look <= LOOKS; look += 1) {
    const point = track.getPointAtLength((look / LOOKS) * whole);
    if (zones.some((zone) => zone.isPointInFill(point))) inside.push(look / LOOKS);
  }
  const first = inside[0] ?? 0;
  const last = inside[inside.length - 1] ?? 1;
  return (share) => {
    const point = track.getPointAtLength((first + share * (last - first)) * whole);
    return [point.x, point.y];
  };
}
