// @ts-check
// The kernel in the browser: the same answers, the same yes or no as on the server.
// Twins of instep/core; they import nothing but each other and touch no page, clock, chance or
// store. Each file is read beside its Python original: same names, same order.
//
//   const tables = readTables(text, version);
//       text: the body of /content/<version>/kernel.json, letter for letter; version: the sixteen
//       hex digits of that address (the server's kernel_tables.version_of). Throws BadTables.
//       tables.questions[id] -> {part, page, kind, values, least, most, whole, asked_when, ...},
//       in the order the questions are put; tables.content_version names the content.
//
//   const screen = readScreen(tables, { about: {..., asked_on: {id: day}}, today: {...} }, day);
//       the answers file of the documentation, and the day judged, "2026-11-24".
//       Throws BadAnswers {field, what, fix}.
//       screen.answers -> the raw answers that still count (hand these to the guard)
//       screen.missing() -> ids still unanswered
//       neededQuestions(screen) -> ids that have to be put, answered or not
//       checkAnswer(tables.questions[id], answer) -> the answer as kept, or throws BadAnswers.
//
//   const clearance = decide(tables, screen);           never throws: SHUT where anything is wrong
//       the clearance JSON of the documentation, letter for letter, and may_breathe. Frozen.
//       JSON.stringify(clearance) has its keys in order. Only what decide gave counts below.
//
//   permits(clearance, step) -> boolean     step as in the session JSON, and its oils and carriers
//   uncleared(tables, clearance, steps, night) -> null, or why these steps make no session today
//
//   refusal(screen.answers, before, step) -> null, or one short sentence to show instead
//   bathRefusal(degrees) -> null, or a sentence
//       the guard: asked again before each step is seen or heard; before: the steps played
//
//   const timeline = new Timeline(cues, starts, seconds);  timeline.stepAt(position) -> place
//   between(timeline, after, upto) -> cues due in [after, upto)
//   let head = new Playhead(); head.play(now) .pause(now) .to(position, now) -> a new one;
//   head.position(now) -> seconds
//   watch(steps, timeline, answers) -> look(position), which throws NotShown(sentence)
//   new Progress(position, played).after(timeline, position) -> a new one
//   notAgain(steps, answers, progress, place) -> null, or why not once more from there

export { BadAnswers, checkAnswer } from "./answers.js";
export { SHUT, decide } from "./clearance.js";
export { bathRefusal, refusal } from "./guard.js";
export { NotShown, Playhead, Progress, Timeline, between, notAgain, watch } from "./playhead.js";
export { neededQuestions, readScreen } from "./screen.js";
export { permits, uncleared } from "./step.js";
export { BadTables, readTables } from "./tables.js";
