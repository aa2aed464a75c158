// A sound as a row of bars.

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} peaks 0 to 1
 */
export const drawWave = (canvas, peaks) => {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  context.fillStyle = getComputedStyle(canvas).color;
  const step = width / Math.max(1, peaks.length);
  peaks.forEach((peak, n) => {
    const size = Math.max(1, peak * height);
    context.fillRect(n * step, (height - size) / 2, Math.max(1, step - 1), size);
  });
};
