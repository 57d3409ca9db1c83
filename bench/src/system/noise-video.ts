import { closeSync, existsSync, openSync, renameSync, writeSync } from "node:fs";

const width = 1280;
const height = 720;
const frameRate = 30;
const frames = 90;

/** Small fast generator (xorshift), seeded, so that every machine measures the same picture. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Noise of several sizes, smooth in between: a wall, a bookshelf. Values about 0 to 1. */
function texture(w: number, h: number, cells: readonly number[], next: () => number): Float32Array {
  const out = new Float32Array(w * h);
  for (const cell of cells) {
    const columns = Math.ceil(w / cell) + 2;
    const grid = Float32Array.from({ length: columns * (Math.ceil(h / cell) + 2) }, next);
    const at = (x: number, y: number): number => grid[y * columns + x] ?? 0;
    for (let y = 0; y < h; y++) {
      const gy = Math.floor(y / cell);
      const fy = y / cell - gy;
      for (let x = 0; x < w; x++) {
        const gx = Math.floor(x / cell);
        const fx = x / cell - gx;
        const top = at(gx, gy) * (1 - fx) + at(gx + 1, gy) * fx;
        const bottom = at(gx, gy + 1) * (1 - fx) + at(gx + 1, gy + 1) * fx;
        out[y * w + x] = (out[y * w + x] ?? 0) + (top * (1 - fy) + bottom * fy) / cells.length;
      }
    }
  }
  return out;
}

/**
 * Writes a camera's picture as Chromium's fake camera reads it: 1280x720, 30 frames a second, three seconds that
 * repeat. A textured wall, a head that sways in front of it, and grain of a cheap sensor: unlike Chromium's own
 * fake picture it costs bits.
 */
export function writeNoiseVideo(path: string): void {
  if (existsSync(path)) return;
  const next = random(20_261_122);
  const wall = texture(width, height, [160, 40, 12, 5], next);
  const head = texture(400, 520, [90, 30, 8, 4], next);
  const grain = Int8Array.from({ length: width * height }, () => (next() + next() + next() - 1.5) * 5);
  const luma = Buffer.alloc(width * height);
  const chroma = Buffer.alloc((width * height) / 2, 128);
  for (let i = 0; i < chroma.length; i++) chroma[i] = 118 + (wall[(i * 2) % wall.length] ?? 0) * 24;

  const file = openSync(`${path}.part`, "w");
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${frameRate}:1 Ip A1:1 C420jpeg\n`);
  for (let frame = 0; frame < frames; frame++) {
    const turn = (frame / frames) * 2 * Math.PI;
    const left = 440 + 60 * Math.sin(turn);
    const top = 150 + 20 * Math.sin(2 * turn);
    const shift = Math.floor(next() * grain.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const hx = Math.round(x - left);
        const hy = Math.round(y - top);
        const inHead = ((hx - 200) / 200) ** 2 + ((hy - 260) / 260) ** 2 < 1;
        const shade = inHead ? 90 + (head[hy * 400 + hx] ?? 0) * 130 : 30 + (wall[i] ?? 0) * 150;
        luma[i] = shade + (grain[(i + shift) % grain.length] ?? 0);
      }
    }
    writeSync(file, "FRAME\n");
    writeSync(file, luma);
    writeSync(file, chroma);
  }
  closeSync(file);
  renameSync(`${path}.part`, path);
}
