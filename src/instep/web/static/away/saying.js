// @ts-check
// What a person says on a part of the page: kept first, and then where it goes on. Each gives the
// part that comes next: its place, or one of the words below.

import * as evening from "./evening.js";
import { say as sayAnew, save, newId } from "./outbox.js";
import { parkedNote } from "./parts.js";
import { keep } from "./store.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./evening.js").Draft} Draft */
/** @typedef {{here: Scene, id: string, data: FormData, said: string, more: string}} Sent */

/** To the part of this look at the feet that is due. */
export const ONWARD = "onward";

/** Nothing was touched or written: it is said so, and the part stays. */
export const EMPTY = "empty";

/** What was said is too old by now. */
export const TOO_OLD = "too-old";

/** @type {Readonly<Record<string, (sent: Sent) => Promise<string | readonly string[]>>>} */
export const SENT = Object.freeze({
  look, referral, who, today, close, line, write, parked,
});

/** What a skin look found; what was found opens today's questions. @param {Sent} sent */
async function look({ here, id, said, more }) {
  if (said === "yes") return `look/${more}/side`;
  const { tables, mirror, on } = here;
  if (!tables || !mirror?.looks) return "";
  const found = said !== "no" && said !== "not_sure";
  const draft = open(here) ?? (found ? evening.begun(tables, mirror, newId(), on) : undefined);
  const also = draft === undefined ? {} : { draft: withAnswers(draft, { [more]: said }) };
  if (said === "not_sure") {
    if (draft !== undefined) await keep("draft", also.draft);
  } else {
    const body = { look: more, said, due: mirror.looks.ten_minutes_at };
    await save(id, "look", body, also);
  }
  if (draft !== undefined) return ONWARD;
  return said === "no" ? "kept" : "";
}

/** Whether the person was seen. @param {Sent} sent */
async function referral({ here, id, said }) {
  const draft = open(here);
  const also = draft === undefined ? {} : { draft: withAnswers(draft, { open_referral: said }) };
  await save(id, "seen", { seen: said === "seen" }, also);
  return draft === undefined ? "kept" : ONWARD;
}

/** Alone, or with someone. @param {Sent} sent */
async function who({ here, said }) {
  const draft = open(here);
  if (draft !== undefined) await keep("draft", withAnswers(draft, { with_helper: said }));
  return ONWARD;
}

/** One of today's pages; an emergency goes on with lines still open. @param {Sent} sent */
async function today({ here, data, more }) {
  const { tables, mirror, draft, now, on } = here;
  if (!tables || !mirror || !draft) return "";
  if (!evening.isFresh(tables, draft, now, on)) return TOO_OLD;
  const { answers, open: left } = evening.readPage(tables, more, data);
  const told = evening.said(tables, draft, more, answers, now);
  await keep("draft", told);
  const isEmergency = evening.judge(tables, mirror, told).action === "EMERGENCY";
  return left.length > 0 && !isEmergency ? left : ONWARD;
}

/** How it feels at the end; it may be left out. @param {Sent} sent */
async function close({ here, id, data }) {
  const after = data.has("skip") ? null : scoreIn(data);
  if (after === null && !data.has("skip")) return EMPTY;
  if (here.ended !== undefined) {
    await save(id, "close", { ...here.ended, after }, { ended: null });
    return "kept";
  }
  const { session = "", ended = "finished" } = here.mirror?.evening ?? {};
  await save(id, "close", { session, ended, after });
  return "kept";
}

/** Today's line in the diary: only what was told of it. @param {Sent} sent */
async function line({ here, id, data }) {
  const parts = Object.fromEntries([...data].filter(([, said]) => said !== "").map(plain));
  if (Object.keys(parts).length === 0) return EMPTY;
  await save(id, "line", { day: here.on, ...parts });
  return "kept";
}

/** As a letter says it. @param {[string, FormDataEntryValue]} part @returns {[string, unknown]} */
function plain([name, said]) {
  if (name === "text") return [name, String(said).trim()];
  return [name, said === "yes" ? true : Number(said)];
}

/** A few words. @param {Sent} sent */
async function write({ here, id, data }) {
  const body = noteIn(data, here.mirror?.follows);
  if (body === null) return EMPTY;
  await save(id, "note", body);
  return "kept";
}

/** A line that was not taken, in other words. @param {Sent} sent */
async function parked({ here, data }) {
  const body = noteIn(data, here.mirror?.follows);
  if (body === null) return EMPTY;
  await sayAnew(parkedNote(location.hash), body);
  return "";
}

/** The kernel's answer, kept whole with all that it rests on. @param {Scene} here */
export async function judged({ tables, mirror, draft }) {
  if (!tables || !mirror || !draft) return "";
  const { about, today } = evening.known(tables, mirror, draft.today, draft.on);
  const said = evening.judge(tables, mirror, draft);
  const { content_version } = tables;
  const body = { about, asked_on: mirror.asked_on, today, said, content_version };
  await save(draft.id, "day", body, { draft: { ...draft, judged: true } });
  return "verdict";
}

/** A look at the feet that is under way. @param {Scene} here */
function open({ draft }) {
  return draft !== undefined && !draft.judged ? draft : undefined;
}

/** @param {Draft} draft @param {Record<string, string>} answers @returns {Draft} */
function withAnswers(draft, answers) {
  return { ...draft, today: { ...draft.today, ...answers } };
}

/** ``of``: what the score is about, where that was ever chosen. @param {FormData} data @param {string | null} [of] */
function noteIn(data, of) {
  const body = { score: scoreIn(data), text: String(data.get("text") ?? "").trim() };
  if (body.score === null && body.text === "") return null;
  return body.score === null || !of ? body : { ...body, of };
}

/** @param {FormData} data */
function scoreIn(data) {
  return data.has("score") ? Number(data.get("score")) : null;
}
