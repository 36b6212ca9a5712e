// @ts-check
// Ids that are made where a thing is made, and that sort by when: UUIDs of version 7 (RFC 9562).

/**
 * A version 7 UUID: 48 bits of milliseconds, the rest chance.
 * @param {number} milliseconds since 1970
 * @param {Uint8Array} chance ten bytes
 * @returns {string}
 */
export function uuid7(milliseconds, chance) {
  const when = Math.floor(milliseconds).toString(16).padStart(12, "0");
  const rest = Array.from(chance, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = (8 + (parseInt(rest[4], 16) % 4)).toString(16);
  return [
    when.slice(0, 8),
    when.slice(8, 12),
    `7${rest.slice(1, 4)}`,
    `${variant}${rest.slice(5, 8)}`,
    rest.slice(8, 20),
  ].join("-");
}
