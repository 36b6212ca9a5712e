// @ts-check
// Twin of the little of instep/core/body.py that the kernel needs: two sides.

/** @typedef {"left" | "right"} Foot */
/** @typedef {Foot | "both"} Side */

/** @type {readonly Foot[]} */
export const FEET = Object.freeze(["left", "right"]);

/** @type {Readonly<Record<string, readonly Foot[]>>} */
const EACH = Object.freeze({
  __proto__: null,
  left: Object.freeze(["left"]),
  right: Object.freeze(["right"]),
  both: FEET,
});

/**
 * The single sides this stands for.
 * @param {Side} side
 * @returns {readonly Foot[]}
 */
export function each(side) {
  const feet = EACH[side];
  if (feet === undefined) throw new TypeError("no such side");
  return feet;
}

/**
 * The side that covers what is marked; both when neither is: then it is about no side.
 * @param {boolean} left
 * @param {boolean} right
 * @returns {Side}
 */
export function union(left, right) {
  if (left === right) return "both";
  return left ? "left" : "right";
}
