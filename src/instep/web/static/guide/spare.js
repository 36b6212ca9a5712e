// @ts-check
// The whole sound in memory, so that a server that falls asleep does not stop a session.

/**
 * All of a sound, one piece after the other as the server makes it; null where it cannot be had.
 * @param {string} address
 * @returns {Promise<Blob | null>}
 */
export async function wholeSound(address) {
  /** @type {ArrayBuffer[]} */
  const pieces = [];
  let at = 0;
  let size = Infinity;
  while (at < size) {
    const answer = await fetch(address, { headers: { Range: `bytes=${at}-` } });
    if (answer.status !== 206) return null;
    size = Number(/\/(\d+)$/.exec(answer.headers.get("Content-Range") ?? "")?.[1]);
    const piece = await answer.arrayBuffer();
    if (!piece.byteLength || !Number.isFinite(size)) return null;
    pieces.push(piece);
    at += piece.byteLength;
  }
  return new Blob(pieces, { type: "audio/mpeg" });
}

/** Fetched while it plays; used only when the sound of the server fails. */
export class Spare {
  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    this.audio = audio;
    this.address = audio.src;
    /** @type {Blob | null} */
    this.whole = null;
  }

  /** Fetch all of it. */
  async fetch() {
    this.whole = await wholeSound(this.address);
  }

  /** Play from memory from now on; false where it is not all there. */
  take() {
    if (!this.whole || this.audio.src !== this.address) return false;
    const { currentTime, paused } = this.audio;
    this.audio.src = URL.createObjectURL(this.whole);
    this.audio.currentTime = currentTime;
    if (!paused) void this.audio.play();
    return true;
  }
}
