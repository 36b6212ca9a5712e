// @ts-check
// Each new frame of a video once, with the moment at which it was taken, in seconds.

/**
 * Ask for every frame until the answer is called: then no more come.
 * Without requestVideoFrameCallback a frame is taken as new when the screen is drawn; the same
 * picture may then come twice, and is dropped where the pulse is read.
 * @param {HTMLVideoElement} video
 * @param {(seconds: number) => void} act
 * @returns {() => void}
 */
export function eachFrame(video, act) {
  let goesOn = true;
  const again = "requestVideoFrameCallback" in video ? byFrame : byScreen;
  again(video, (seconds) => {
    if (goesOn) act(seconds);
    return goesOn;
  });
  return () => {
    goesOn = false;
  };
}

/**
 * @param {HTMLVideoElement} video @param {(seconds: number) => boolean} act
 * @param {(frame: VideoFrameCallbackMetadata) => number} clock
 */
function byFrame(video, act, clock = oneClock()) {
  video.requestVideoFrameCallback((_now, frame) => {
    if (act(clock(frame))) byFrame(video, act, clock);
  });
}

/**
 * When each frame was taken, or else when it is due, always by the clock that the first one had:
 * the two begin at different times. A frame without that time has none.
 * @returns {(frame: VideoFrameCallbackMetadata) => number}
 */
export function oneClock() {
  /** @type {boolean | undefined} */
  let isTaken;
  return (frame) => {
    isTaken ??= frame.captureTime !== undefined;
    return isTaken ? (frame.captureTime ?? Number.NaN) / 1000 : frame.mediaTime;
  };
}

/** @param {HTMLVideoElement} video @param {(seconds: number) => boolean} act */
function byScreen(video, act) {
  requestAnimationFrame((now) => {
    const goesOn = video.readyState >= 2 ? act(now / 1000) : act(Number.NaN);
    if (goesOn) byScreen(video, act);
  });
}
