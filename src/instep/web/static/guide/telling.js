// @ts-check
// Tells the server how far the session is and what was pressed, and goes where it says.

/** @typedef {import("../kernel/playhead.js").Progress} Progress */

/** A word that must come through is said again after so many seconds. */
const AGAIN = 3;

/** The way to the server, with the form's own fields. */
export class Telling {
  /**
   * @param {HTMLFormElement} form
   * @param {() => void} onAway what was pressed is not heard yet
   */
  constructor(form, onAway) {
    this.form = form;
    this.onAway = onAway;
  }

  /**
   * How far it is; where the evening has moved on without us, so does the page.
   * @param {Progress} progress
   */
  async howFar(progress) {
    try {
      const answer = await this.send(progress, "");
      if (answer.redirected || answer.status === 403) this.leave(answer.url);
    } catch {
      // it is told again a few seconds later
    }
  }

  /**
   * What was pressed; said again until it is heard, and then on to the page it leads to.
   * @param {Progress} progress
   * @param {string} what
   * @param {Promise<unknown>} [until] stay on the page until then
   */
  async pressed(progress, what, until) {
    try {
      const answer = await this.send(progress, what);
      await until;
      this.leave(answer.url);
    } catch {
      this.onAway();
      setTimeout(() => void this.pressed(progress, what, until), AGAIN * 1000);
    }
  }

  /**
   * @param {Progress} progress
   * @param {string} what
   */
  send(progress, what) {
    const fields = new FormData(this.form);
    fields.set("position", progress.position.toFixed(2));
    fields.set("played", progress.played.map((seconds) => seconds.toFixed(2)).join(" "));
    fields.set("do", what);
    const body = new URLSearchParams(/** @type {[string, string][]} */ ([...fields]));
    return fetch(this.form.action, { method: "POST", body, keepalive: true });
  }

  /** @param {string} address */
  leave(address) {
    location.replace(address);
  }
}
