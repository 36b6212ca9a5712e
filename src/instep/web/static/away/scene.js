// @ts-check
// Everything that a part of the page is made of, as it stands at this moment.

import { readTables } from "../kernel/index.js";
import { withTold } from "./known.js";
import { dayOf, read } from "./outbox.js";
import { kept } from "./store.js";
import { sayer } from "./telling.js";

/** @typedef {import("./known.js").Mirror} Mirror */
/** @typedef {import("./evening.js").Draft} Draft */
/** @typedef {import("./queue.js").Box} Box */
/** @typedef {import("./telling.js").Say} Say */
/** @typedef {import("../kernel/tables.js").Tables} Tables */
/**
 * @typedef {object} Scene
 * @property {Tables | null} tables null where they cannot be read: then nothing is offered
 * @property {Say} say
 * @property {Mirror | undefined} mirror with what was told here since
 * @property {Draft | undefined} draft
 * @property {{place: string, pairs: [string, string][]} | undefined} typed and not sent yet
 * @property {readonly import("./sessions.js").Session[]} sessions kept on this device
 * @property {{session: string, ended: string, played: number[]} | undefined} ended played here, not closed yet
 * @property {Box} box
 * @property {number} now in milliseconds
 * @property {string} on the day it is here
 */

/** @type {{tables: Tables | null, say: Say}} */
const content = { tables: null, say: sayer({}) };

/** The address of a file that this version of the page goes with. @param {string} name */
function address(name) {
  return document.querySelector(`meta[name="instep-${name}"]`)?.getAttribute("content") ?? "";
}

/** The kernel's tables and the words, from what is kept of this version. */
export async function load() {
  const [tables, words] = await Promise.all(
    ["kernel", "words"].map(async (name) => (await fetch(address(name))).text()),
  );
  content.say = sayer(JSON.parse(words));
  content.tables = readTables(tables, address("kernel").split("/")[2]);
}

/**
 * The kept sessions, where what leads them is kept too.
 * @param {readonly import("./sessions.js").Session[]} sessions
 */
async function canPlay(sessions) {
  if (sessions.length === 0) return sessions;
  return import("./playing.js").then(() => sessions, () => []);
}

/** What is there now. @returns {Promise<Scene>} */
export async function scene() {
  const now = new Date();
  const names = ["mirror", "draft", "typed", "sessions", "ended"];
  const [mirror, draft, typed, sessions = [], ended] = await Promise.all(names.map(kept));
  const box = await read();
  const told = box.held.map((held) => held.entry);
  const playable = await canPlay(sessions);
  const when = { now: now.getTime(), on: dayOf(now) };
  return { ...content, mirror: mirror && withTold(mirror, told, content.tables), draft, typed, sessions: playable, ended, box, ...when };
}
