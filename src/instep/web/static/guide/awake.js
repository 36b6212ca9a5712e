// @ts-check
// The screen stays on while hands are busy. A browser that says no is no fault.

/** Keeps the screen on while something plays; taken again when the page comes back. */
export class Awake {
  /** @param {Navigator} navigator @param {Document} document */
  constructor(navigator, document) {
    this.navigator = navigator;
    this.document = document;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    this.isWanted = false;
    document.addEventListener("visibilitychange", () => void this.hold());
  }

  /** @param {boolean} wanted */
  want(wanted) {
    if (wanted === this.isWanted) return;
    this.isWanted = wanted;
    if (wanted) void this.hold();
    else this.release();
  }

  async hold() {
    const isHeld = this.lock !== null && !this.lock.released;
    if (!this.isWanted || isHeld || this.document.visibilityState !== "visible") return;
    try {
      this.lock = (await this.navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.lock = null;
    }
  }

  release() {
    void this.lock?.release();
    this.lock = null;
  }
}
