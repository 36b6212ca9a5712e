// @ts-check
// Twin of instep/core/guard: the last, dumb refusal at the stage's edge. It can only say no.
// It shares nothing with the rest of the kernel, content's tables included, so that when those are
// broken nothing uncleared is seen or heard.

/** @typedef {import("./guard/said.js").Answers} Answers */
/** @typedef {import("./guard/steps.js").Touch} Touch */

export { bathRefusal, refusal } from "./guard/steps.js";
