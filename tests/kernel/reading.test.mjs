// Sums, days and words by which the kernel reads: against what node knows by itself.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { kernel, part, tablesToday } from "./kernel.mjs";

const { sha256 } = await part("sum.js");
const { dayNumber } = await part("days.js");
const { plain } = await part("answers.js");

test("the sum of any text is the one node knows, at every length about a block", () => {
  for (let length = 0; length < 300; length += 1) {
    const text = "aZ9~\n\x00\x7f".repeat(50).slice(0, length);

    assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"), String(length));
  }
});

test("what is not plain has no sum", () => {
  for (const text of ["é", "\x80", "\u{1f9b6}", "ok\ud800"]) {
    assert.throws(() => sha256(text), RangeError);
  }
});

test("each day of eight centuries comes one after the day before", () => {
  let day = Date.UTC(1600, 0, 1);
  const first = dayNumber("1600-01-01");
  for (let n = 0; n < 366 * 800; n += 1, day += 86_400_000) {
    assert.equal(dayNumber(new Date(day).toISOString().slice(0, 10)), first + n);
  }
});

test("the first day is the first", () => {
  assert.equal(dayNumber("0001-01-01"), 1);
  assert.equal(dayNumber("9999-12-31"), 3_652_059);
});

const NO_DAYS = [
  "0000-12-31", "2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32", "2026-04-31", "2025-02-29",
  "1900-02-29", "2100-02-29", "2026-1-10", "26-01-10", "2026-01-10 ", "\n2026-01-10", "2026/01/10",
  "2026-01-10T00", "٢٠٢٦-01-10", "", null, undefined, 20260110, ["2026-01-10"],
];

for (const day of NO_DAYS) {
  test(`${JSON.stringify(day)} is no day`, () => assert.equal(dayNumber(day), null));
}

test("leap days are days", () => {
  for (const year of [2000, 2024, 2400]) assert.notEqual(dayNumber(`${year}-02-29`), null);
});

test("what a file may hold is safe to show and not long", () => {
  assert.equal(plain("it's"), "it's");
  assert.equal(plain("'\""), "\\'\"");
  assert.equal(plain("a\\b\n\r\t\x00\x7f"), "a\\\\b\\n\\r\\t\\x00\\x7f");
  assert.equal(plain("é\u2028\u{1f9b6}"), "\\xe9\\u2028\\U0001f9b6");
  assert.equal(plain("x".repeat(60)), "x".repeat(60));
  assert.equal(plain("x".repeat(61)), `${"x".repeat(57)}...`);
});

test("each question says how it is to be put, and an answer can be tried alone", () => {
  const { text, version } = tablesToday();
  const tables = kernel.readTables(text, version);
  const screen = kernel.readScreen(tables, { today: { sore_patch: "left" } }, "2026-11-24");
  const needed = kernel.neededQuestions(screen);

  assert.ok(needed.includes("red_stays") && needed.includes("sore_patch"));
  assert.ok(!needed.includes("platelets") && !needed.includes("temp_gap"));
  assert.ok(!screen.missing().includes("sore_patch") && screen.missing().includes("red_stays"));
  assert.equal(kernel.checkAnswer(tables.questions.temp_gap, 2.5), 2.5);
  assert.throws(() => kernel.checkAnswer(tables.questions.temp_gap, 15.5), kernel.BadAnswers);
});
