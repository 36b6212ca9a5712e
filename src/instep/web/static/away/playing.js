// @ts-check
// A kept session on the page for when the computer is away: led as ever, and told when it is back.

import { Leading } from "../guide/leading.js";
import { newId, save } from "./outbox.js";
import { keep, kept } from "./store.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./evening.js").Draft} Draft */
/** @typedef {import("./sessions.js").Session} Session */
/** @typedef {import("../kernel/screen.js").Answer} Answer */
/** @typedef {import("../kernel/playhead.js").Progress} Progress */
/** How far it is: written down every few seconds. @typedef {{draft: string, key: string, id: string, position: number, played: readonly number[]}} Place */

const DAY = 86_400_000;

/** @type {Leading | null} */
let leading = null;

/** Nothing leads any more. */
export function leave() {
  leading?.leave();
  leading = null;
}

/**
 * Play it on this page. ``fits``: whether what is known by now still lets it play. ``onEnd`` hears
 * how it ended: finish, stop, hurts or stale.
 * @param {Scene} here
 * @param {Draft} draft
 * @param {Readonly<Record<string, Answer>>} answers
 * @param {Session} session
 * @param {{fits: () => Promise<boolean>, onEnd: (how: string) => void}} outside
 */
export async function play(here, draft, answers, session, { fits, onEnd }) {
  const page = /** @type {HTMLElement} */ (document.getElementById("main"));
  page.innerHTML = session.html;
  const place = await placeOf(here, draft, session);
  const audio = document.createElement("audio");
  audio.id = "sound";
  if (session.sound) audio.src = URL.createObjectURL(session.sound);
  page.prepend(audio);
  const { position, played } = place;
  const rested = (here.now - (draft.askedAt ?? here.now)) / 1000 - sum(played);
  const lasts = (here.tables?.ages.look_minutes ?? 0) * 60;
  const told = { ...session.told, answers, position, played, fresh: { rested, lasts } };
  leading = new Leading(page, audio, told, (progress, how) => {
    void hear(place, progress, how).then(async () => {
      if (how) onEnd(how);
      else if (!(await fits().catch(() => true))) leading?.guide.end("stale");
    });
  });
  if (!session.sound) leading.clock.goSilent(false);
  leading.start();
}

/**
 * Where it was, or its beginning. Hands touch the feet from now on: the looks fall due even if
 * this is cut off.
 * @param {Scene} here @param {Draft} draft @param {Session} session
 * @returns {Promise<Place>}
 */
async function placeOf({ now, tables }, draft, session) {
  /** @type {Place | undefined} */
  const before = await kept("playing");
  if (before?.draft === draft.id && before.key === session.key) return before;
  const { steps, seconds } = session.told;
  const played = steps.map(() => 0);
  const place = { draft: draft.id, key: session.key, id: newId(), position: 0, played };
  const ten = now + (seconds + (tables?.limits.look_after ?? 600)) * 1000;
  const body = {
    session: session.key.slice(-20, -4),
    asked: session.asked,
    ended: "stale",
    steps: steps.map((step) => step.technique),
    played,
    before: null,
    after: null,
    content_version: session.content_version,
    ...(session.lot ? { lot: session.lot } : {}),
    looks_from: new Date(ten).toISOString(),
    morning_on: dayAfter(draft.on),
  };
  await save(place.id, "session", body, { playing: place });
  return place;
}

/** @param {string} on */
function dayAfter(on) {
  return new Date(Date.parse(`${on}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** @param {Place} place @param {Progress} progress @param {string} how */
async function hear(place, progress, how) {
  const { position, played } = progress;
  if (how === "") return keep("playing", { ...place, position, played });
  const ended = { session: place.id, ended: how === "finish" ? "finished" : "stopped", played };
  await keep("ended", ended);
  await keep("playing", null);
  if (how === "finish") await leading?.lastWords();
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((whole, number) => whole + number, 0);
}
