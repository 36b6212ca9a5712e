// @ts-check
// The whole sound in memory, so that a server that falls asleep does not stop a session.

/** Fetched in pieces while it plays; used only when the sound of the server fails. */
export class Spare {
  /** @param {HTMLAudioElement} audio */
  constructor(audio) {
    this.audio = audio;
    this.address = audio.src;
    /** @type {Blob | null} */
    this.whole = null;
  }

  /** Fetch all of it, one piece after the other. */
  async fetch() {
    /** @type {ArrayBuffer[]} */
    const pieces = [];
    let at = 0;
    let size = Infinity;
    while (at < size) {
      const answer = await fetch(this.address, { headers: { Range: `bytes=${at}-` } });
      if (answer.status !== 206) return;
      size = Number(/\/(\d+)$/.exec(answer.headers.get("Content-Range") ?? "")?.[1]);
      const piece = await answer.arrayBuffer();
      if (!piece.byteLength || !Number.isFinite(size)) return;
      pieces.push(piece);
      at += piece.byteLength;
    }
    this.whole = new Blob(pieces, { type: "audio/mpeg" });
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
