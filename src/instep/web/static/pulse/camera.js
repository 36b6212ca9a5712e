// @ts-check
// The camera on the back of the phone and its lamp. What a device cannot do is left out, not failed.

/** A lamp warms skin that may not feel it: it is never on for longer, in milliseconds. */
export const LAMP_AT_MOST = 30_000;

/** Light, colour and focus are held still once the camera has found them, in milliseconds. */
export const HOLDS_AFTER = 2_000;
const HELD = ["exposureMode", "whiteBalanceMode", "focusMode"];

/** What one camera gives: little light is needed, and steady frames. */
const WANTED = {
  audio: false,
  video: {
    facingMode: "environment",
    width: { ideal: 640 },
    height: { ideal: 480 },
    frameRate: { ideal: 30 },
  },
};

/** One camera that is open, until it is closed; once closed it is dark for good. */
export class Camera {
  /** @param {HTMLVideoElement} video @param {MediaStream} stream */
  constructor(video, stream) {
    this.video = video;
    this.stream = stream;
    this.hasLamp = false;
    this.isOpen = true;
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
  }

  /** The one track of pictures. */
  get track() {
    return this.stream.getVideoTracks()[0];
  }

  /** What the device can do. @returns {any} */
  get can() {
    return this.track.getCapabilities?.() ?? {};
  }

  /** Light the lamp where there is one, and never for longer than it may be on. */
  async light() {
    this.timers.push(setTimeout(() => this.close(), LAMP_AT_MOST));
    this.hasLamp = Boolean(this.can.torch) && (await this.ask({ torch: true }));
    if (this.isOpen) this.timers.push(setTimeout(() => this.hold(), HOLDS_AFTER));
  }

  /**
   * Hold still what the lamp has changed and the camera has found. A wish takes the place of the
   * one before, so that it asks for the lamp once more.
   */
  async hold() {
    const modes = HELD.filter((mode) => this.can[mode]?.includes("manual"));
    const wish = Object.fromEntries(modes.map((mode) => [mode, "manual"]));
    if (modes.length) await this.ask(this.hasLamp ? { ...wish, torch: true } : wish);
  }

  /** @param {any} wish @returns {Promise<boolean>} whether the device took it */
  async ask(wish) {
    try {
      await this.track.applyConstraints({ advanced: [wish] });
      return true;
    } catch {
      return false;
    }
  }

  /** Lamp and camera off. As often as you like. */
  close() {
    this.isOpen = false;
    for (const timer of this.timers) clearTimeout(timer);
    for (const track of this.stream.getTracks()) track.stop();
    this.video.srcObject = null;
  }
}

/**
 * Open the camera into this video. Throws what the browser says: not allowed, not there, in use.
 * @param {MediaDevices} devices
 * @param {HTMLVideoElement} video muted and playsinline
 */
export async function open(devices, video) {
  const camera = new Camera(video, await devices.getUserMedia(WANTED));
  try {
    video.muted = true;
    video.srcObject = camera.stream;
    await video.play();
    return camera;
  } catch (fault) {
    camera.close();
    throw fault;
  }
}
