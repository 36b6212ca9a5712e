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

/** @param {HTMLVideoElement} video @param {(seconds: number) => boolean} act */
function byFrame(video, act) {
  video.requestVideoFrameCallback((_now, frame) => {
    if (act(momentOf(frame))) byFrame(video, act);
  });
}

/** When a frame was taken, or else when it was shown. @param {VideoFrameCallbackMetadata} frame */
export function momentOf(frame) {
  return (frame.captureTime ?? frame.mediaTime * 1000) / 1000;
}

/** @param {HTMLVideoElement} video @param {(seconds: number) => boolean} act */
function byScreen(video, act) {
  requestAnimationFrame((now) => {
    const goesOn = video.readyState >= 2 ? act(now / 1000) : act(Number.NaN);
    if (goesOn) byScreen(video, act);
  });
}
