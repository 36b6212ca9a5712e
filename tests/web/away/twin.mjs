// What the device says, does and knows, asked by tests/web/away/test_twins.py: one JSON in, one out.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const STATIC = new URL("../../../src/instep/web/static/", import.meta.url);
const part = (file) => import(new URL(file, STATIC));
const { decide, readScreen, readTables } = await part("kernel/index.js");
const { readPage, next, begun, looksDue } = await part("away/evening.js");
const { withTold } = await part("away/known.js");
const { sayer, tell } = await part("away/telling.js");
const { readDegrees } = await part("measures/degrees.js");

const order = JSON.parse(readFileSync(0, "utf8"));
const version = createHash("sha256").update(order.text).digest("hex").slice(0, 16);
const tables = readTables(order.text, version);
const say = sayer(order.words);

const ways = {
  told({ sheet, on, numbers }) {
    const screen = readScreen(tables, sheet, on);
    return tell(tables, decide(tables, screen), screen.answers, numbers, say);
  },
  page({ page, form }) {
    const getAll = (name) => form.filter(([given]) => given === name).map(([, value]) => value);
    return readPage(tables, page, { get: (name) => getAll(name)[0] ?? null, getAll });
  },
  known({ mirror, entries }) {
    return withTold(mirror, entries, tables);
  },
  degrees({ text, walls }) {
    return readDegrees(text, walls);
  },
  due({ mirror, now, on }) {
    return looksDue(mirror, Date.parse(now), on);
  },
  place({ mirror, today, now, on }) {
    const draft = begun(tables, mirror, "id", on);
    return next(tables, mirror, { ...draft, today: { ...draft.today, ...today } }, Date.parse(now));
  },
};

process.stdout.write(JSON.stringify(order.cases.map(ways[order.way])));
