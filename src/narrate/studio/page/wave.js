// A sound as a row of bars.

/**
 * @param {HTMLCanvasElement} canvas whose colour the bars have; those marked that of its border
 * @param {number[]} peaks 0 to 1
 * @param {(peak: number, share: number) => boolean} isMarked by a peak and its place, 0 to 1
 */
export const drawWave = (canvas, peaks, isMarked = () => false) => {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const { color, borderBottomColor } = getComputedStyle(canvas);
  const step = width / Math.max(1, peaks.length);
  peaks.forEach((peak, n) => {
    const marked = isMarked(peak, n / peaks.length);
    const size = Math.max(1, peak * (height - FOOT));
    context.fillStyle = marked ? borderBottomColor : color;
    context.fillRect(n * step, (height - FOOT - size) / 2, Math.max(1, step - 1), size);
    if (marked) context.fillRect(n * step, height - FOOT + 2, step, FOOT - 2); // not by colour alone
  });
};
const FOOT = 6; // pixels below the wave, for the marks
