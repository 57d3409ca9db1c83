/** Level of a stretch of samples in dBFS; -100 for silence. */
export function decibels(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return rms > 1e-5 ? 20 * Math.log10(rms) : -100;
}

/** A level as a meter shows it: 0 at a quiet room's noise, 1 where speech becomes loud. */
export function meterLevel(db: number): number {
  return Math.max(0, Math.min(1, (db + 58) / 44));
}

const speechDb = -42;
const speechMs = 350;

/**
 * Tells speech from a cough or a knock: `heard` is true once the level has been above a speaking voice's for a while
 * within the last second. Give it a level at steady intervals.
 */
export function createSpeechEar(intervalMs: number) {
  const window = Math.max(1, Math.round(1_000 / intervalMs));
  const needed = Math.max(1, Math.round(speechMs / intervalMs));
  let recent: readonly boolean[] = [];
  return {
    heard(db: number): boolean {
      recent = [...recent, db > speechDb].slice(-window);
      return recent.filter(Boolean).length >= needed;
    },
    forget(): void {
      recent = [];
    },
  };
}
