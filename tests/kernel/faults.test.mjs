// The fault table: every entry of the tables broken in turn, under a sum that fits the broken text.
// Nothing broken is read; and what is still read, a text one entry shorter, permits no one more.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { cases, kernel, tablesToday } from "./kernel.mjs";

const { BadTables, decide, readScreen, readTables } = kernel;

const { text, version } = tablesToday();
const WELL = cases("vignettes/baseline.json");
const PEOPLE = [
  {},
  { today: { infection: "left" } },
  { today: { chest: "not_sure" } },
  { today: { temp_gap: 2.3 } },
].map(({ about, today }) => ({
  about: { ...WELL.about, ...about },
  today: { ...WELL.today, ...today },
}));

function outcomes(tables) {
  return PEOPLE.map((person) => decide(tables, readScreen(tables, person, "2026-11-24")).may_begin);
}

const PRISTINE = outcomes(readTables(text, version));

/** Whether this text, under its own sum, is read and lets anyone begin who could not before. */
function judged(broken) {
  const own = createHash("sha256").update(broken).digest("hex").slice(0, 16);
  let tables;
  try {
    tables = readTables(broken, own);
  } catch (error) {
    assert.ok(error instanceof BadTables);
    return "refused";
  }
  return outcomes(tables).some((may, n) => may && !PRISTINE[n]) ? "LOOSER" : "read";
}

/** Every place in the tables: what holds it, and its key there. */
function* places(value, at = "tables") {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    yield { holder: value, key, at: `${at}.${key}` };
    yield* places(value[key], `${at}.${key}`);
  }
}

/** What this entry is not: another kind of value. */
function another(value) {
  if (typeof value === "string") return 7;
  if (typeof value === "number" || value === null) return value === null ? false : String(value);
  if (typeof value === "boolean") return Number(value);
  return Array.isArray(value) ? { ...value } : [value];
}

/** Where keys are words of their own, and one less is no fault of shape. */
const OPEN = /\.(words|carriers|offers_where_free)\./;

function survey(breaking) {
  const tables = JSON.parse(text);
  const found = { refused: [], read: [], LOOSER: [] };
  for (const place of [...places(tables)]) {
    const mend = breaking(place);
    if (mend === null) continue;
    found[judged(JSON.stringify(tables))].push(place.at);
    mend();
  }
  return found;
}

test("the text as it came is read, so that the rest is not vain", () => {
  assert.equal(judged(JSON.stringify(JSON.parse(text))), "read");
  assert.deepEqual(PRISTINE, [true, false, false, false]);
});

test("no entry of another kind is read", (t) => {
  const { refused, read, LOOSER } = survey(({ holder, key }) => {
    const was = holder[key];
    holder[key] = another(was);
    return () => { holder[key] = was; };
  });

  t.diagnostic(`${refused.length} entries of another kind`);
  assert.deepEqual([read, LOOSER], [[], []]);
  assert.ok(refused.length > 2000);
});

test("no entry that is missing from a row is read", (t) => {
  const { refused, read, LOOSER } = survey(({ holder, key, at }) => {
    if (Array.isArray(holder) || OPEN.test(at)) return null;
    const was = { ...holder };
    delete holder[key];
    return () => { Object.assign(holder, was); };
  });

  t.diagnostic(`${refused.length} entries missing`);
  assert.deepEqual([read, LOOSER], [[], []]);
  assert.ok(refused.length > 1500);
});

test("no row with an entry too many is read", (t) => {
  const tables = JSON.parse(text);
  const rows = [tables, ...[...places(tables)].map(({ holder, key }) => holder[key])].filter(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
  const inRules = tables.rules.flatMap((rule) => [rule.carriers, rule.offers_where_free]);
  const open = new Set([tables.words, ...inRules]);
  for (const row of rows.filter((each) => !open.has(each))) {
    row.unless = "asked nicely";

    assert.equal(judged(JSON.stringify(tables)), "refused", JSON.stringify(row).slice(0, 80));
    delete row.unless;
  }
  t.diagnostic(`${rows.length} rows`);
});

test("no finding is read without the words it is told in", () => {
  const rules = new Map(JSON.parse(text).rules.map((rule) => [rule.id, rule]));
  const { read, LOOSER } = survey(({ holder, key, at }) => {
    if (!at.startsWith("tables.words.")) return null;
    const was = holder[key];
    delete holder[key];
    return () => { holder[key] = was; };
  });

  assert.deepEqual(LOOSER, []);
  for (const at of read) {
    const id = at.split(".")[3];
    assert.equal(rules.get(id)?.is_finding, false, at);
  }
});

test("whatever is changed or gone, nothing is read under the sum the page knows", (t) => {
  const tables = JSON.parse(text);
  let tried = 0;
  for (const { holder, key } of [...places(tables)]) {
    if (!Array.isArray(holder)) continue;
    const [was] = holder.splice(Number(key), 1);
    assert.throws(() => readTables(JSON.stringify(tables), version), BadTables);
    holder.splice(Number(key), 0, was);
    tried += 1;
  }
  t.diagnostic(`${tried} entries of a list gone`);
  assert.ok(tried > 400);
});
