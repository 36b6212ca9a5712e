// @ts-check
// How bright a frame is in red, green and blue, with all the digits that thousands of dots give.
// Rounded to whole levels most of a pulse would be lost.

/** Dots along one side of the small picture that is averaged. */
export const SIDE = 64;

/** Averages frames of a video; the canvas is never shown. */
export class Means {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    canvas.width = SIDE;
    canvas.height = SIDE;
    const brush = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    if (brush === null) throw new Error("this browser draws no pictures");
    this.brush = brush;
  }

  /** Red, green and blue of what the video shows now, 0-255. @param {CanvasImageSource} video */
  of(video) {
    this.brush.drawImage(video, 0, 0, SIDE, SIDE);
    return meansOf(this.brush.getImageData(0, 0, SIDE, SIDE).data);
  }
}

/** @param {ArrayLike<number>} dots red, green, blue and one more, dot by dot */
export function meansOf(dots) {
  const sums = [0, 0, 0];
  for (let at = 0; at < dots.length; at += 4) {
    sums[0] += dots[at];
    sums[1] += dots[at + 1];
    sums[2] += dots[at + 2];
  }
  return sums.map((sum) => (sum * 4) / dots.length);
}
