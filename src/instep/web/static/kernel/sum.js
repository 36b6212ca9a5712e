// @ts-check
// SHA-256 (FIPS 180-4) of plain ASCII text, at once and without a promise: what the browser has
// of its own is asynchronous and missing on plain http.

const BLOCK = 64;
const FIRST_64_PRIMES = primes(64);
const ROUND = FIRST_64_PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const START = FIRST_64_PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/**
 * The sum of this text in 64 hex digits.
 * @param {string} text ASCII only; anything else has no sum here
 * @returns {string}
 */
export function sha256(text) {
  const words = padded(text);
  const state = [...START];
  for (let at = 0; at < words.length; at += BLOCK / 4) mix(state, words.subarray(at, at + 16));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** @param {number} count */
function primes(count) {
  const found = [2];
  for (let n = 3; found.length < count; n += 2) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
}

/** The first 32 bits behind the point. @param {number} value */
function fraction(value) {
  return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

/** The text as 32-bit words: a one bit, noughts, and its length in bits. @param {string} text */
function padded(text) {
  const bytes = new Uint8Array(Math.ceil((text.length + 9) / BLOCK) * BLOCK);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) throw new RangeError("not plain ASCII");
    bytes[at] = code;
  }
  bytes[text.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 4, text.length * 8);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, word) => view.getUint32(word * 4));
}

/** One block into the state. @param {number[]} state @param {Uint32Array} block */
function mix(state, block) {
  const w = expanded(block);
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t += 1) {
    const choice = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const one = h + choice + ROUND[t] + w[t];
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] + word) | 0;
  });
}

/** @param {Uint32Array} block */
function expanded(block) {
  const w = new Int32Array(64);
  w.set(block);
  for (let t = 16; t < 64; t += 1) {
    const low = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ (w[t - 15] >>> 3);
    const high = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ (w[t - 2] >>> 10);
    w[t] = w[t - 16] + low + w[t - 7] + high;
  }
  return w;
}

/** Turned right by so many bits. @param {number} word @param {number} bits */
function turn(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}
