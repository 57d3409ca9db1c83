const width = 1280;
const height = 720;
const bits = 24;
const checkBits = 8;
const cells = bits + checkBits;
const cell = width / cells;
const range = 2 ** bits;

function check(value: number): number {
  return (value ^ (value >> 8) ^ (value >> 16)) & 0xff;
}

/**
 * Paints 30 frames a second: a moving textured picture, and in its top row the time of day in ms as black and white
 * squares with a checksum.
 */
export function paintClock(): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("no canvas");
  const texture = paintTexture();
  const paint = (): void => {
    const sway = Math.sin(Date.now() / 400) * 40;
    context.drawImage(texture, sway - 40, 0, width + 80, height);
    const value = Date.now() % range;
    const code = value * 2 ** checkBits + check(value);
    for (let i = 0; i < cells; i++) {
      context.fillStyle = Math.floor(code / 2 ** (cells - 1 - i)) % 2 === 1 ? "#fff" : "#000";
      context.fillRect(i * cell, 0, cell, cell);
    }
  };
  paint();
  setInterval(paint, 1000 / 30);
  return canvas.captureStream();
}

function paintTexture(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("no canvas");
  const image = context.createImageData(canvas.width, canvas.height);
  let state = 1;
  for (let i = 0; i < image.data.length; i += 4) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const shade = 96 + (state >>> 26);
    image.data.set([shade, shade, shade, 255], i);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Reads the painted time back from a video. Returns the picture's age in ms, or null when the squares can't be read. */
export function createClockReader(): (video: HTMLVideoElement) => number | null {
  const canvas = document.createElement("canvas");
  canvas.width = cells * 3;
  canvas.height = 3;
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  return (video) => {
    const now = Date.now();
    context.drawImage(
      video,
      0,
      0,
      video.videoWidth,
      (video.videoHeight * cell) / height,
      0,
      0,
      canvas.width,
      3,
    );
    const { data } = context.getImageData(0, 1, canvas.width, 1);
    let code = 0;
    for (let i = 0; i < cells; i++) code = code * 2 + ((data[(i * 3 + 1) * 4] ?? 0) > 127 ? 1 : 0);
    const value = Math.floor(code / 2 ** checkBits);
    if (check(value) !== code % 2 ** checkBits) return null;
    return ((now % range) - value + range) % range;
  };
}
