// @ts-check
// The camera on the back of the phone and its lamp. What a device cannot do is left out, not failed.

/** A lamp warms skin that may not feel it: it is never on for longer, in milliseconds. */
export const LAMP_AT_MOST = 30_000;

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
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.limit = undefined;
  }

  /** The one track of pictures. */
  get track() {
    return this.stream.getVideoTracks()[0];
  }

  /** Light the lamp where there is one, and hold light, colour and focus still where that can be. */
  async light() {
    /** @type {any} */
    const can = this.track.getCapabilities?.() ?? {};
    for (const mode of ["exposureMode", "whiteBalanceMode", "focusMode"]) {
      if (can[mode]?.includes("manual")) await this.ask({ [mode]: "manual" });
    }
    this.hasLamp = Boolean(can.torch) && (await this.ask({ torch: true }));
    this.limit = setTimeout(() => this.close(), LAMP_AT_MOST);
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
    clearTimeout(this.limit);
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
