// The kernel of the browser, answering what tests/kernel/twin.py asks: JSON lines in, one line out.
//
// An order is one line: {n, show, ...what to say}, and after it n cases, one a line. The reply is
// the sum of all that was said, or, with show, every saying by itself.

import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { kernel, part } from "./kernel.mjs";

const { Facts } = await part("facts.js");
const { refused } = await part("guard/steps.js");
const { wallsOf } = await part("guard/walls.js");
const { aboutWith, todayWith } = await part("measured.js");
const { BadAnswers, Progress, Timeline } = kernel;

const books = new Map();
const ways = { judge, facts, played, measured };

/** What the kernel says of these answers: clearance, and each step, as the order wishes. */
function judge(order, line) {
  const { tables } = books.get(order.book);
  const screen = kernel.readScreen(tables, JSON.parse(line), order.on);
  const said = [];
  if (order.refusals) {
    const walls = wallsOf(screen.answers);
    for (const step of order.steps) said.push(refused(walls, [...order.before, step]) ?? "");
  }
  if (order.clearance || order.permits) {
    const clearance = kernel.decide(tables, screen);
    const steps = order.permits ? order.steps : [];
    said.push(order.clearance ? JSON.stringify(clearance) : "");
    said.push(steps.map((step) => Number(kernel.permits(clearance, step))).join(""));
  }
  return said.join("|");
}

/** What follows from these answers, of each name the order gives. */
function facts(order, line) {
  const { tables } = books.get(order.book);
  const known = new Facts(kernel.readScreen(tables, JSON.parse(line), order.on));
  const said = order.names.map((name) => {
    const { left, right, because, sided } = known.get(name);
    return [left, right, [...because].sort(), sided];
  });
  return JSON.stringify(said);
}

/** A session played in these stretches: where it stands, and what may be played again. */
function played(order, line) {
  const { answers, steps, starts, seconds, moments, place } = JSON.parse(line);
  const { tables } = books.get(order.book);
  const screen = kernel.readScreen(tables, answers, order.on);
  const cues = moments.map((at) => ({ at }));
  const timeline = new Timeline(cues, starts, seconds);
  let progress = new Progress(0, steps.map(() => 0));
  for (const moment of moments) progress = progress.after(timeline, moment);
  const clearance = kernel.decide(tables, screen);
  return JSON.stringify([
    progress.played.map((quarters) => 4 * quarters),
    moments.map((moment) => timeline.stepAt(moment)),
    kernel.between(timeline, moments[0], moments.at(-1)).map((cue) => 4 * cue.at),
    kernel.notAgain(steps, screen.answers, progress, place),
    kernel.uncleared(tables, clearance, steps, false),
    kernel.uncleared(tables, clearance, steps, true),
  ]);
}

/** What was measured beside what was said: both parts of the answers. */
function measured(order, line) {
  const { measured: found, about, today, on } = JSON.parse(line);
  const { tables } = books.get(order.book);
  const said = [aboutWith(tables, found, about, on), todayWith(tables, found, today, on)];
  return JSON.stringify(said.map(sorted));
}

/** With its keys in the order of the alphabet. */
function sorted(value) {
  return typeof value === "object" ? Object.fromEntries(Object.entries(value).sort()) : value;
}

/** One case; what is no answer says so with its field and its fix. */
function say(order, line) {
  try {
    return ways[order.way](order, line);
  } catch (error) {
    if (error instanceof BadAnswers) return `refused ${error.field} | ${error.fix}`;
    return `failed: ${error}`;
  }
}

function read(order) {
  const version = createHash("sha256").update(order.text).digest("hex").slice(0, 16);
  books.set(order.read, { tables: kernel.readTables(order.text, version) });
  return { read: order.read };
}

function sum(said) {
  const whole = createHash("sha256");
  for (const one of said) whole.update(one).update("\n");
  return whole.digest("hex");
}

let order = null;
let said = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (order === null) {
    order = JSON.parse(line);
    const now = order.bath ? order.bath.map(kernel.bathRefusal) : order.read && read(order);
    if (now !== undefined) {
      process.stdout.write(`${JSON.stringify(now)}\n`);
      order = null;
    }
    continue;
  }
  said.push(say(order, line));
  if (said.length < order.n) continue;
  process.stdout.write(`${JSON.stringify(order.show ? { said } : { sum: sum(said) })}\n`);
  order = null;
  said = [];
}
