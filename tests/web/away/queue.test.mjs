// What becomes of every entry under every answer, alone and in every place of a letter.

import assert from "node:assert/strict";
import { test } from "node:test";

const AWAY = new URL("../../../src/instep/web/static/away/", import.meta.url);
const queue = await import(new URL("queue.js", AWAY));
const { uuid7 } = await import(new URL("uuid7.js", AWAY));
const { CALM, EMPTY, FIRST, LONGEST, add, answered, discard, edit, keyOf } = queue;
const { letter, mayTry, meaning, nextTry } = queue;

const entry = (n, version = 1) => ({ id: `id-${n}`, version, kind: "note", body: { n } });
const box = (...entries) => entries.reduce(add, EMPTY);
const three = () => box(entry(1), entry(2), entry(3));
const receipt = (e, status = "kept", reason = "") => ({ ...e, status, reason });
const says = (status, receipts = null, retryAfter = null) => ({ status, receipts, retryAfter });
const half = () => 0.5;
const ids = (box) => box.held.map((held) => held.entry.id);
const parked = (box) => box.held.filter((held) => held.state === "parked").map((h) => h.entry.id);

const SHUT = [401, 403, 419];
const LATER = [null, 408, 425, 429, 500, 502, 503, 504, 599, 302, 304, 100];
const REFUSED = [400, 402, 404, 405, 409, 410, 413, 415, 422, 431, 451];
const TAKEN = [200, 201, 202, 204, 207];

test("every answer has one of four meanings", () => {
  for (const status of SHUT) assert.equal(meaning(status), "shut");
  for (const status of LATER) assert.equal(meaning(status), "later");
  for (const status of REFUSED) assert.equal(meaning(status), "refused");
  for (const status of TAKEN) assert.equal(meaning(status), "taken");
});

// -- The matrix: every class, in the first, the middle and the last place ------------------------

for (const place of [0, 1, 2]) {
  const odd = (receipts, one) => receipts.map((each, n) => (n === place ? one : each));
  const sent = letter(three());
  const own = sent[place];
  const kept = sent.map((each) => receipt(each));

  test(`a receipt of its own lets an entry go, in place ${place}`, () => {
    for (const status of TAKEN) {
      for (const word of ["kept", "known"]) {
        const after = answered(three(), sent, says(status, odd(kept, receipt(own, word))), 0, half);

        assert.deepEqual(after, EMPTY);
      }
    }
  });

  test(`without a receipt of its own an entry stays, in place ${place}`, () => {
    const none = [
      undefined,
      null,
      "kept",
      {},
      receipt({ ...own, version: 2 }),
      receipt({ ...own, id: "other" }),
      receipt(own, "perhaps"),
      { ...own, reason: "" },
    ];
    for (const one of none) {
      const after = answered(three(), sent, says(200, odd(kept, one)), 1000, half);

      assert.deepEqual(ids(after), [own.id]);
      assert.deepEqual(parked(after), []);
      assert.equal(after.pace.failures, 1);
      assert.ok(nextTry(after) > 1000);
    }
  });

  test(`a refused entry is parked with its reason and holds up nobody, in place ${place}`, () => {
    const receipts = odd(kept, receipt(own, "refused", "answers"));
    const after = answered(three(), sent, says(200, receipts), 0, half);

    assert.deepEqual(parked(after), [own.id]);
    assert.deepEqual(after.held[0].reason, "answers");
    assert.deepEqual(ids(after), [own.id]);
    assert.deepEqual(after.pace, CALM);
    assert.deepEqual(letter(after), []);
    assert.deepEqual(letter(add(after, entry(4))), [entry(4)]);
  });

  test(`a letter refused as a whole parks only the one that is to blame, in place ${place}`, () => {
    for (const status of REFUSED) {
      let now = three();
      const attempts = [];
      while (letter(now).length > 0) {
        const out = letter(now);
        attempts.push(out.map((each) => each.id));
        const isBad = out.some((each) => each.id === own.id);
        const answer = isBad ? says(status) : says(200, out.map((each) => receipt(each)));
        now = answered(now, out, answer, 0, half);

        assert.deepEqual(now.pace, CALM);
      }

      assert.deepEqual(parked(now), [own.id]);
      assert.deepEqual(ids(now), [own.id]);
      assert.equal(now.held[0].reason, `status_${status}`);
      assert.equal(attempts.length, 4);
      for (const each of sent) {
        assert.equal(attempts.filter((out) => out.includes(each.id)).length, 2);
      }
    }
  });
}

test("a closed door keeps everything and waits for the person", () => {
  for (const status of SHUT) {
    const after = answered(three(), letter(three()), says(status), 0, half);

    assert.deepEqual(letter(after), letter(three()));
    assert.equal(after.pace.shut, true);
    assert.equal(nextTry(after), null);
    assert.equal(mayTry(after, 1e12, false), false);
    assert.equal(mayTry(after, 0, true), true);
  }
});

test("when nobody answers everything is kept and tried again, later each time", () => {
  for (const status of LATER) {
    let now = three();
    const waits = [];
    for (let n = 0; n < 12; n += 1) {
      now = answered(now, letter(now), says(status), 0, () => 1);
      waits.push(now.pace.notBefore);

      assert.deepEqual(letter(now), letter(three()));
    }

    assert.deepEqual(waits.slice(0, 5), [1, 2, 4, 8, 15].map((n) => n * FIRST));
    assert.equal(Math.max(...waits), LONGEST);
  }
});

test("the wait is anywhere in its window, by chance", () => {
  for (const chance of [0, 0.25, 0.999]) {
    const after = answered(three(), letter(three()), says(503), 7, () => chance);

    assert.equal(after.pace.notBefore, 7 + chance * FIRST);
  }
});

test("a wait that is asked for is kept, even by a person who comes back, and has an end", () => {
  const after = answered(three(), letter(three()), says(429, null, 120), 0, () => 0);

  assert.equal(nextTry(after), 120_000);
  assert.equal(mayTry(after, 119_999, true), false);
  assert.equal(mayTry(after, 120_000, false), true);
  assert.equal(answered(three(), [], says(503, null, 1e9), 0, half).pace.notBefore, LONGEST);
  assert.equal(answered(three(), [], says(503, null, -5), 0, () => 0).pace.notBefore, 0);
});

test("a person who comes back does not wait for chance", () => {
  const after = answered(three(), letter(three()), says(null), 0, half);

  assert.equal(mayTry(after, 1, false), false);
  assert.equal(mayTry(after, 1, true), true);
});

test("after one success the waits begin anew", () => {
  let now = three();
  for (let n = 0; n < 5; n += 1) now = answered(now, letter(now), says(503), 0, half);
  now = answered(now, letter(now), says(200, letter(now).map((e) => receipt(e))), 0, half);

  assert.deepEqual(now, EMPTY);
});

// -- What the person does --------------------------------------------------------------------------

test("the same entry is held once", () => {
  assert.deepEqual(box(entry(1), entry(1), entry(1)), box(entry(1)));
});

test("a parked entry can be thrown away, or said in other words", () => {
  const sent = letter(box(entry(1)));
  const refused = says(200, [receipt(entry(1), "refused", "empty")]);
  const after = answered(box(entry(1)), sent, refused, 0, half);
  const edited = edit(after, keyOf(entry(1)), { n: 9 });

  assert.deepEqual(discard(after, keyOf(entry(1))), EMPTY);
  assert.deepEqual(letter(edited), [{ ...entry(1, 2), body: { n: 9 } }]);
  assert.deepEqual(edit(box(entry(1)), keyOf(entry(1)), { n: 9 }), box(entry(1)));
});

test("an answer that comes after an entry was thrown away brings nothing back", () => {
  const gone = discard(three(), keyOf(entry(2)));
  const late = says(200, [receipt(entry(2), "refused", "empty")]);

  assert.deepEqual(ids(answered(gone, [entry(2)], late, 0, half)), ["id-1", "id-3"]);
});

test("a receipt for what was not sent lets nothing go", () => {
  const after = answered(three(), [entry(1)], says(200, three().held.map((h) => receipt(h.entry))));

  assert.deepEqual(ids(after), ["id-2", "id-3"]);
});

test("a long queue goes in letters of a size that is taken", () => {
  const many = box(...Array.from({ length: 120 }, (_, n) => entry(n)));
  const long = box(...[1, 2, 3].map((n) => ({ ...entry(n), body: { text: "x".repeat(40_000) } })));

  assert.equal(letter(many).length, 50);
  assert.equal(letter(long).length, 1);
});

// -- Any history -----------------------------------------------------------------------------------

/** Chance with a seed, so that what is found can be found again. */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A computer that loses letters before and after it took them in, and has a bad day now and then. */
function computer(dice, poison) {
  const rows = new Map();
  const take = (entry) => {
    if (poison.has(entry.id)) return receipt(entry, "refused", "answers");
    const isNew = !rows.has(keyOf(entry));
    rows.set(keyOf(entry), (rows.get(keyOf(entry)) ?? 0) + Number(isNew));
    return receipt(entry, isNew ? "kept" : "known");
  };
  const post = (sent, calm) => {
    const luck = calm ? 1 : dice();
    if (luck < 0.15) return says(null);
    if (luck < 0.3) return says([401, 403, 500, 503, 429, 302][Math.floor(dice() * 6)]);
    if (luck < 0.35) return says(422);
    const receipts = sent.map(take);
    if (luck < 0.5) return says(null);
    if (luck < 0.6) return says(200, receipts.filter(() => dice() < 0.5));
    return says(200, dice() < 0.5 ? receipts : receipts.toReversed());
  };
  return { rows, post };
}

test("whatever happens on the way, every entry arrives once, or is parked, and the queue empties", () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const dice = chance(seed);
    const poison = new Set(["id-3"]);
    const { rows, post } = computer(dice, poison);
    let now = EMPTY;
    let clock = 0;
    const told = [];
    for (let step = 0; step < 60; step += 1) {
      clock += dice() * 300_000;
      if (told.length < 8 && dice() < 0.3) {
        told.push(entry(told.length));
        now = add(now, told.at(-1));
      }
      if (!mayTry(now, clock, dice() < 0.3)) continue;
      const sent = letter(now);
      now = answered(now, sent, post(sent, false), clock, dice);
      const here = new Set(now.held.map((held) => keyOf(held.entry)));
      for (const each of told) assert.ok(here.has(keyOf(each)) || rows.has(keyOf(each)), `${seed}`);
    }
    const healed = clock;
    for (let tries = 0; letter(now).length > 0; tries += 1) {
      assert.ok(tries < 20, `stuck in history ${seed}`);
      clock = Math.max(clock, now.pace.told ? now.pace.notBefore : clock);
      const sent = letter(now);
      now = answered(now, sent, post(sent, true), clock, dice);
    }

    assert.ok(clock - healed <= 60_000, `${seed}`);
    for (const each of told) {
      const isParked = now.held.some((held) => keyOf(held.entry) === keyOf(each));
      assert.ok((rows.get(keyOf(each)) ?? 0) === 1 || isParked, `${seed}: ${each.id}`);
    }
    assert.ok([...rows.values()].every((count) => count === 1));
  }
});

// -- Ids -------------------------------------------------------------------------------------------

test("an id is of version seven, sorts by when, and is letter for letter what it was made of", () => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const early = [0, 1, 1795550400000, 1795550400001, 2 ** 48 - 1].map((at) =>
    uuid7(at, Uint8Array.from({ length: 10 }, (_, n) => (at * 7 + n * 41) % 256)),
  );

  for (const id of early) assert.match(id, shape);
  assert.deepEqual(early.toSorted(), early);
  assert.equal(uuid7(1, new Uint8Array(10)), "00000000-0001-7000-8000-000000000000");
  assert.equal(uuid7(1, new Uint8Array(10).fill(255)), "00000000-0001-7fff-bfff-ffffffffffff");
});
