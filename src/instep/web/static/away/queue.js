// @ts-check
// The outbox as a value: what waits to be sent, what was refused, and when to try again.
// It touches no store, network, clock or page; time and chance are told. An entry leaves only on
// its own receipt, or because the person throws it away.

/**
 * One thing told while the computer was away, as it is sent.
 * @typedef {object} Entry
 * @property {string} id a UUID of version 7
 * @property {number} version from 1; a higher one takes the place of a lower one
 * @property {string} kind
 * @property {string} at
 * @property {string} zone
 * @property {string} on
 * @property {Record<string, any>} body
 */
/**
 * An entry that is held. ``parked`` was refused, for ``reason``, and waits for the person.
 * ``alone``: a letter with it was refused as a whole, so it is sent by itself.
 * @typedef {object} Held
 * @property {Entry} entry
 * @property {"waiting" | "parked"} state
 * @property {string} reason
 * @property {boolean} alone
 */
/**
 * When to try again. Times in milliseconds. ``told``: the computer itself asked for the wait.
 * ``shut``: it answers, and does not know this device.
 * @typedef {{failures: number, notBefore: number, told: boolean, shut: boolean}} Pace
 */
/** @typedef {{held: readonly Held[], pace: Pace}} Box */
/**
 * What came back for a letter; ``status`` is null where nothing did. ``retryAfter`` in seconds.
 * @typedef {{status: number | null, receipts: unknown, retryAfter: number | null}} Answer
 */

/** The first wait is up to this long, each next one up to twice as long, none over the longest. */
export const FIRST = 60_000;

/** No wait is longer. */
export const LONGEST = 15 * 60_000;

/** So many entries, and so many letters, go into one sending. */
const MOST = Object.freeze({ entries: 50, letters: 60_000 });

/** As if nothing had gone wrong yet. @type {Pace} */
export const CALM = Object.freeze({ failures: 0, notBefore: 0, told: false, shut: false });

/** Nothing to send. @type {Box} */
export const EMPTY = Object.freeze({ held: Object.freeze([]), pace: CALM });

/** What names an entry in one version. @param {{id: string, version: number}} entry */
export function keyOf(entry) {
  return `${entry.id}/${entry.version}`;
}

/**
 * One more entry; the same once more changes nothing.
 * @param {Box} box
 * @param {Entry} entry
 * @returns {Box}
 */
export function add(box, entry) {
  if (box.held.some((held) => keyOf(held.entry) === keyOf(entry))) return box;
  return { ...box, held: [...box.held, { entry, state: "waiting", reason: "", alone: false }] };
}

/**
 * Without this entry: the person throws it away.
 * @param {Box} box
 * @param {string} key
 * @returns {Box}
 */
export function discard(box, key) {
  return { ...box, held: box.held.filter((held) => keyOf(held.entry) !== key) };
}

/**
 * A parked entry in other words: a newer version of it waits in its place.
 * @param {Box} box
 * @param {string} key
 * @param {Record<string, any>} body
 * @returns {Box}
 */
export function edit(box, key, body) {
  const held = box.held.map((each) => {
    if (keyOf(each.entry) !== key || each.state !== "parked") return each;
    return waiting({ ...each.entry, version: each.entry.version + 1, body });
  });
  return { ...box, held };
}

/** @param {Entry} entry @returns {Held} */
function waiting(entry) {
  return { entry, state: "waiting", reason: "", alone: false };
}

/**
 * What goes into the next letter; nothing where nothing waits.
 * @param {Box} box
 * @returns {readonly Entry[]}
 */
export function letter(box) {
  const queue = box.held.filter((held) => held.state === "waiting");
  if (queue.length === 0) return [];
  if (queue[0].alone) return [queue[0].entry];
  const together = queue.filter((held) => !held.alone).map((held) => held.entry);
  let letters = 0;
  return together.slice(0, MOST.entries).filter((entry, place) => {
    letters += JSON.stringify(entry).length;
    return place === 0 || letters <= MOST.letters;
  });
}

/**
 * Whether a letter may be sent now. A person who comes back, or a network that does, need not
 * wait for chance; only for what the computer asked.
 * @param {Box} box
 * @param {number} now
 * @param {boolean} nudged
 */
export function mayTry(box, now, nudged) {
  const { notBefore, told, shut } = box.pace;
  if (letter(box).length === 0) return false;
  if (nudged && !told) return true;
  return !shut && now >= notBefore;
}

/**
 * When to try by itself; null where nothing waits, or only the person can open the door again.
 * @param {Box} box
 * @returns {number | null}
 */
export function nextTry(box) {
  return letter(box).length === 0 || box.pace.shut ? null : box.pace.notBefore;
}

/**
 * What an answer means for all that was sent.
 * @param {number | null} status
 * @returns {"taken" | "shut" | "later" | "refused"}
 */
export function meaning(status) {
  if (status === null) return "later";
  if (status >= 200 && status < 300) return "taken";
  if ([401, 403, 419].includes(status)) return "shut";
  if ([408, 425, 429].includes(status)) return "later";
  return status >= 400 && status < 500 ? "refused" : "later";
}

/**
 * The box after this letter was answered.
 * @param {Box} box
 * @param {readonly Entry[]} sent
 * @param {Answer} answer
 * @param {number} now
 * @param {() => number} dice from 0 to 1
 * @returns {Box}
 */
export function answered(box, sent, answer, now, dice) {
  const means = meaning(answer.status);
  if (means === "taken") return taken(box, sent, answer, now, dice);
  if (means === "refused") return refused(box, sent, `status_${answer.status}`);
  if (means === "shut") return { ...box, pace: { ...CALM, shut: true } };
  if (letter(box).length === 0) return box; // nothing waits, so nothing has failed
  return { ...box, pace: slower(box.pace, answer, now, dice) };
}

/**
 * Each by its own receipt; one without stays, and that is a failure like any other.
 * @param {Box} box
 * @param {readonly Entry[]} sent
 * @param {Answer} answer
 * @param {number} now
 * @param {() => number} dice
 * @returns {Box}
 */
function taken(box, sent, answer, now, dice) {
  const receipts = receiptsIn(answer.receipts);
  const all = sent.every((entry) => receipts.has(keyOf(entry)));
  const ours = new Set(sent.map(keyOf));
  const held = box.held.flatMap((each) => {
    const receipt = ours.has(keyOf(each.entry)) && receipts.get(keyOf(each.entry));
    if (!receipt) return [each];
    return receipt.status === "refused" ? [parked(each, receipt.reason)] : [];
  });
  return { held, pace: all ? CALM : slower(box.pace, answer, now, dice) };
}

/** @param {Held} held @param {string} reason @returns {Held} */
function parked(held, reason) {
  return { ...held, state: "parked", reason };
}

/**
 * The receipts that say something, by what they are for; anything else is no receipt.
 * @param {unknown} given
 * @returns {Map<string, {status: string, reason: string}>}
 */
function receiptsIn(given) {
  const receipts = new Map();
  for (const one of Array.isArray(given) ? given : []) {
    const { id, version, status, reason } = one ?? {};
    if (!["kept", "known", "refused"].includes(status)) continue;
    receipts.set(keyOf({ id, version }), { status, reason: String(reason ?? "") });
  }
  return receipts;
}

/**
 * A letter refused as a whole: each is sent by itself, at once; one that was alone is parked.
 * @param {Box} box
 * @param {readonly Entry[]} sent
 * @param {string} reason
 * @returns {Box}
 */
function refused(box, sent, reason) {
  const ours = new Set(sent.map(keyOf));
  const held = box.held.map((each) => {
    if (!ours.has(keyOf(each.entry))) return each;
    return sent.length === 1 ? parked(each, reason) : { ...each, alone: true };
  });
  return { ...box, held };
}

/**
 * By chance anywhere in a window that doubles, so that many devices do not come all at once.
 * @param {Pace} pace
 * @param {Answer} answer
 * @param {number} now
 * @param {() => number} dice
 * @returns {Pace}
 */
function slower(pace, answer, now, dice) {
  const window = Math.min(LONGEST, FIRST * 2 ** Math.min(pace.failures, 10));
  const asked = answer.retryAfter === null ? 0 : Math.max(0, answer.retryAfter * 1000);
  const wait = Math.min(LONGEST, Math.max(dice() * window, asked));
  const failures = pace.failures + 1;
  return { failures, notBefore: now + wait, told: asked > 0, shut: false };
}
