// @ts-check
// Where a hand is after so many seconds of its step. A pure function of the position: a session
// that stands still is a hand that stands still.

/** A place in the drawing. @typedef {readonly [number, number]} Spot */
/** How long each movement takes, in seconds. @typedef {Readonly<Record<string, number>>} Tempo */
/** The place this far along a line, from 0 to 1. @typedef {(share: number) => Spot} Line */

/** How wide the circles of a thumb are drawn. */
const ROUND = 17;

/** How far a toe is drawn out and let back. */
const PULL = 9;

/** So many places a soft pat goes to, one after the other. */
const PATS = 5;

/** @type {Readonly<Record<string, (t: number, tempo: Tempo, line: Line, spots: readonly Spot[]) => Spot>>} */
const MOVES = {
  still: (_t, _tempo, line, spots) => spots[0] ?? line(0.5),
  sweep: (t, tempo, line) => line((t / tempo.sweep) % 1),
  shuttle: (t, tempo, line) => line(Math.abs(1 - 2 * ((t / tempo.shuttle) % 1))),
  pats: (t, tempo, line) => line((Math.floor(t / tempo.pat) % PATS) / (PATS - 1)),
  circles: (t, tempo, line, spots) => {
    const [x, y] = turnOf(spots, t / tempo.spot) ?? line(0.5);
    const turn = (2 * Math.PI * t) / tempo.circle;
    return [x + ROUND * Math.cos(turn), y + ROUND * Math.sin(turn)];
  },
  toes: (t, tempo, line, spots) => {
    const [x, y] = turnOf(spots, t / tempo.toe) ?? line(0.5);
    return [x, y - PULL + PULL * Math.cos((2 * Math.PI * t) / tempo.toe)];
  },
};

/**
 * One spot after the other, round and round.
 * @param {readonly Spot[]} spots
 * @param {number} turns
 */
function turnOf(spots, turns) {
  return spots.length ? spots[Math.floor(turns) % spots.length] : undefined;
}

/**
 * Where the hand is.
 * @param {string} moves one of the movements above
 * @param {number} seconds since the step began
 * @param {Tempo} tempo
 * @param {Line} line
 * @param {readonly Spot[]} spots
 * @returns {Spot}
 */
export function spotAt(moves, seconds, tempo, line, spots) {
  return (MOVES[moves] ?? MOVES.still)(seconds, tempo, line, spots);
}

/**
 * Places as they are written on the page.
 * @param {string} text
 * @returns {Spot[]}
 */
export function spotsOf(text) {
  return text
    .split(" ")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [x, y] = pair.split(",").map(Number);
      return [x, y];
    });
}
