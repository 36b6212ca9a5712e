// @ts-check
// Twin of instep/core/safety/clearance.py and of clearance_json in adapters/export/as_json.py:
// rule, finding, clearance. Every rule is asked every time; findings add up.
// Whatever goes wrong, the answer is SHUT.

import { FEET, each } from "./body.js";
import { Fact, Facts, Truth } from "./facts.js";
import { isScreen } from "./screen.js";
import { ACTIONS, ASK, isTables } from "./tables.js";

/** @typedef {import("./body.js").Foot} Foot */
/** @typedef {import("./body.js").Side} Side */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./tables.js").Action} Action */
/** @typedef {import("./tables.js").Rule} Rule */
/** @typedef {import("./tables.js").Tables} Tables */
/** @typedef {{group: string, side: Side, zones: readonly string[]}} Spared */
/** @typedef {{who: string, within: string, text: string}} ToldContact */
/**
 * @typedef {object} Finding
 * @property {string} rule
 * @property {Action} action
 * @property {"side" | "session" | null} stops
 * @property {Side} side
 * @property {readonly string[]} because
 * @property {string} text
 * @property {ToldContact | null} contact
 * @property {string} source
 */
/**
 * Today's answer with every reason: the clearance JSON of the documentation, and ``may_breathe``.
 * Keys in the order of the alphabet, so that its text is the same on both sides.
 * @typedef {object} Clearance
 * @property {Action} action
 * @property {readonly string[]} carriers_spared
 * @property {readonly Foot[]} closed
 * @property {readonly Finding[]} findings
 * @property {boolean} may_begin
 * @property {boolean} may_breathe the night's three minutes, hands in the lap
 * @property {{per_foot: number | null, total: number | null}} minutes_at_most
 * @property {readonly string[]} missing
 * @property {readonly string[]} musts
 * @property {readonly string[]} offers
 * @property {readonly string[]} oils_spared
 * @property {number} pressure_at_most
 * @property {readonly Spared[]} spared
 */
/** @typedef {[Rule, Truth]} Fired */
/** @typedef {{group: string, side: Foot, zone: string | null}} Spare */

/**
 * The answer where there is none: nothing may begin, not even breathing.
 * @type {Clearance}
 */
export const SHUT = frozen({
  action: "STOP",
  carriers_spared: [],
  closed: ["left", "right"],
  findings: [],
  may_begin: false,
  may_breathe: false,
  minutes_at_most: { per_foot: 0, total: 0 },
  missing: [],
  musts: [],
  offers: [],
  oils_spared: [],
  pressure_at_most: 0,
  spared: [],
});

/** The firmest pressure there is. */
const FIRMEST = 3;

/** @type {WeakSet<object>} */
const DECIDED = new WeakSet();

/**
 * Whether this clearance came out of ``decide``, with its reasons; SHUT did not.
 * @param {unknown} clearance
 * @returns {clearance is Clearance}
 */
export function isDecided(clearance) {
  return typeof clearance === "object" && clearance !== null && DECIDED.has(clearance);
}

/**
 * Ask every rule about what was said today, and add up what fired. Never throws: SHUT instead.
 * @param {Tables} tables
 * @param {Screen} screen read with these very tables
 * @returns {Clearance}
 */
export function decide(tables, screen) {
  try {
    if (!isTables(tables) || !isScreen(screen) || screen.tables !== tables) return SHUT;
    const clearance = frozen(decided(tables, screen));
    DECIDED.add(clearance);
    return clearance;
  } catch {
    return SHUT;
  }
}

/** @param {Tables} tables @param {Screen} screen @returns {Clearance} */
function decided(tables, screen) {
  const facts = new Facts(screen);
  /** @type {Fired[]} */
  const asked = tables.rules.map((rule) => [rule, truthOf(rule, facts, screen)]);
  const fired = asked.filter(([, truth]) => truth.holds);
  const told = fired.filter(([rule]) => rule.is_finding);
  const findings = told.map(([rule, truth]) => finding(rule, truth, tables));
  const spared = sparedOf(fired, screen, tables.groups);
  const shut = closedBy(findings);
  const missing = screen.missing();
  return {
    action: greatest(findings),
    carriers_spared: carriersOf(fired, screen),
    closed: shut,
    findings,
    may_begin: missing.length === 0 && !findings.some(stopsSession) && shut.length < FEET.length,
    may_breathe: mayBreathe(findings, facts, screen),
    minutes_at_most: {
      per_foot: least(fired.map(([rule]) => rule.minutes_per_foot)),
      total: least(fired.map(([rule]) => rule.minutes_total)),
    },
    missing,
    musts: inOrder(tables.musts, fired.flatMap(([rule]) => rule.musts)),
    offers: inOrder(tables.offers, offersOf(fired, spared)),
    oils_spared: [...new Set(fired.flatMap(([rule]) => rule.oils))].sort(),
    pressure_at_most: least(fired.map(([rule]) => rule.pressure_at_most)) ?? FIRMEST,
    spared: united(spared),
  };
}

/** The greatest of the findings; GO when there is none. @param {readonly Finding[]} findings */
function greatest(findings) {
  return ACTIONS[Math.max(0, ...findings.map((found) => ACTIONS.indexOf(found.action)))];
}

/** The feet that may not be touched today. @param {readonly Finding[]} findings */
function closedBy(findings) {
  const closing = findings.filter((found) => found.stops === "side");
  return FEET.filter((foot) => closing.some((found) => each(found.side).includes(foot)));
}

/** @param {Finding} found */
function stopsSession(found) {
  return found.stops === "session";
}

/**
 * The night's three minutes touch no foot: only a call for care, or age, stands against it.
 * The hanging leg must have been asked and plainly denied (rules.md, night).
 * @param {readonly Finding[]} findings
 * @param {Facts} facts
 * @param {Screen} screen
 */
function mayBreathe(findings, facts, screen) {
  const care = ACTIONS.indexOf("FOOT_TEAM");
  const sends = findings.some((found) => ACTIONS.indexOf(found.action) >= care);
  const hangingLegUnasked = screen.read("hangs_down") === null;
  return !sends && !hangingLegUnasked && !facts.get("not_adult").holds;
}

/** @param {Rule} rule @param {Facts} facts @param {Screen} screen @returns {Truth} */
function truthOf(rule, facts, screen) {
  if (rule.id === ASK) {
    const missing = screen.missing();
    const fact = missing.length > 0 ? Fact.TRUE : Fact.FALSE;
    return new Truth(fact, fact, missing);
  }
  return rule.when.map((name) => facts.get(name)).reduce((one, other) => one.and(other));
}

/** @param {Rule} rule @param {Truth} truth @param {Tables} tables @returns {Finding} */
function finding(rule, truth, tables) {
  const softened = truth.value === Fact.UNKNOWN && rule.action === "EMERGENCY";
  return {
    action: softened ? "URGENT" : rule.action,
    because: Object.keys(tables.questions).filter((id) => truth.because.includes(id)),
    contact: contactOf(softened ? rule.contact_unsure : rule.contact, tables),
    rule: rule.id,
    side: truth.side,
    source: rule.source,
    stops: rule.stops,
    text: words(tables, `rule.${rule.id}.${softened ? "unsure" : "text"}`),
  };
}

/** @param {Rule["contact"]} contact @param {Tables} tables @returns {ToldContact | null} */
function contactOf(contact, tables) {
  if (contact === null) return null;
  const { who, within } = contact;
  return { text: words(tables, `verdict.contact_lines.${who}.${within}`), who, within };
}

/** A sentence that must be there. @param {Tables} tables @param {string} key */
function words(tables, key) {
  if (!Object.hasOwn(tables.words, key)) throw new TypeError("no such words");
  return tables.words[key];
}

/** What no closed side shuts: neither touches a foot (rules.md, Actions). */
const UNTOUCHING = Object.freeze(["CAN", "BREATHE"]);

/**
 * Single entries: a group on one foot, on one zone or (null) all of it.
 * @param {readonly Fired[]} fired
 * @param {Screen} screen
 * @param {readonly string[]} groups
 * @returns {Spare[]}
 */
function sparedOf(fired, screen, groups) {
  const touch = groups.filter((group) => !UNTOUCHING.includes(group));
  return fired.flatMap(([rule, truth]) => {
    const here = each(truth.side);
    const closing = rule.stops === "side" ? touch : [];
    return [
      ...spares(rule.spares, FEET, [null]),
      ...spares(rule.spares_there, here, zonesOf(rule, screen)),
      ...spares(closing, here, [null]),
    ];
  });
}

/**
 * @param {readonly string[]} groups
 * @param {readonly Foot[]} sides
 * @param {readonly (string | null)[]} zones
 * @returns {Spare[]}
 */
function spares(groups, sides, zones) {
  return groups.flatMap((group) =>
    sides.flatMap((side) => zones.map((zone) => ({ group, side, zone }))),
  );
}

/** @param {Rule} rule @param {Screen} screen @returns {readonly (string | null)[]} */
function zonesOf(rule, screen) {
  const named = rule.zones_from === null ? null : screen.read(rule.zones_from);
  return Array.isArray(named) && named.length > 0 ? named : [null];
}

/**
 * One entry a group where both feet are spared alike, else one a foot, sorted.
 * @param {readonly Spare[]} entries
 * @returns {Spared[]}
 */
function united(entries) {
  const groups = [...new Set(entries.map((entry) => entry.group))].sort();
  return groups.flatMap((group) => {
    const [left, right] = FEET.map((side) => zonesSpared(entries, group, side));
    if (left !== null && right !== null && left.join() === right.join()) {
      return [/** @type {Spared} */ ({ group, side: "both", zones: left })];
    }
    /** @type {Spared[]} */
    const one = left === null ? [] : [{ group, side: "left", zones: left }];
    /** @type {Spared[]} */
    const other = right === null ? [] : [{ group, side: "right", zones: right }];
    return [...one, ...other];
  });
}

/**
 * The spared zones of one foot, none meaning all of it; null when it is not spared there.
 * @param {readonly Spare[]} entries
 * @param {string} group
 * @param {Foot} side
 * @returns {string[] | null}
 */
function zonesSpared(entries, group, side) {
  const here = entries.filter((entry) => entry.group === group && entry.side === side);
  if (here.length === 0) return null;
  if (here.some((entry) => entry.zone === null)) return [];
  return [...new Set(here.map((entry) => String(entry.zone)))].sort();
}

/** The least of the limits set; null where none is. @param {readonly (number | null)[]} limits */
function least(limits) {
  const set = limits.filter((limit) => limit !== null);
  return set.length > 0 ? Math.min(...set) : null;
}

/**
 * The carriers spared by what was answered, such as almond for a nut allergy.
 * @param {readonly Fired[]} fired
 * @param {Screen} screen
 */
function carriersOf(fired, screen) {
  const names = fired.flatMap(([rule, truth]) =>
    truth.because.flatMap((question) => {
      const answer = screen.read(question);
      const named = Array.isArray(answer) ? answer : [];
      const known = named.filter((word) => Object.hasOwn(rule.carriers, word));
      return known.flatMap((word) => rule.carriers[word]);
    }),
  );
  return [...new Set(names)].sort();
}

/**
 * What is offered instead; some only on a foot where their own groups are still free.
 * @param {readonly Fired[]} fired
 * @param {readonly Spare[]} spared
 */
function offersOf(fired, spared) {
  const offers = fired.flatMap(([rule]) => rule.offers);
  const freely = fired.flatMap(([rule, truth]) =>
    Object.entries(rule.offers_where_free)
      .filter(([, groups]) => each(truth.side).some((side) => !anySpared(spared, groups, side)))
      .map(([offer]) => offer),
  );
  return [...offers, ...freely];
}

/** @param {readonly Spare[]} spared @param {readonly string[]} groups @param {Foot} side */
function anySpared(spared, groups, side) {
  const whole = spared.filter((entry) => entry.side === side && entry.zone === null);
  return whole.some((entry) => groups.includes(entry.group));
}

/**
 * Those of the known words that are named, in their own order.
 * @param {readonly string[]} known
 * @param {readonly string[]} named
 */
function inOrder(known, named) {
  return known.filter((word) => named.includes(word));
}

/**
 * The zones of this foot these groups must leave out; null: all of it.
 * @param {Clearance} clearance
 * @param {readonly string[]} groups
 * @param {Foot} side
 * @returns {ReadonlySet<string> | null}
 */
export function sparedOn(clearance, groups, side) {
  const here = clearance.spared.filter(
    (spared) => groups.includes(spared.group) && each(spared.side).includes(side),
  );
  if (here.some((spared) => spared.zones.length === 0)) return null;
  return new Set(here.flatMap((spared) => spared.zones));
}

/** @template T @param {T} value @returns {T} */
function frozen(value) {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
