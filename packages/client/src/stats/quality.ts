import type { LegStats } from "../api.ts";

type Level = 1 | 2 | 3;

/** The level shown, and for how many samples in a row a better one was earned. */
export interface Quality {
  readonly level: Level;
  readonly better: number;
}

/** Two samples (4 s) of a better line before it is believed; a worse one is believed at once. */
const samplesToRise = 2;

/**
 * Limits of what people notice. Opus with error correction hides some 2 % of loss and struggles at 8 %; turn-taking
 * begins to suffer at 300 ms of round trip and breaks down at 800 (ITU-T G.114 sets 150 and 400 one way).
 */
const limits = {
  loss: [0.02, 0.08],
  concealment: [0.03, 0.1],
  roundTripMs: [300, 800],
  jitterMs: [50, 120],
} as const;

function levelOf(value: number | null, [fair, bad]: readonly [number, number]): Level {
  if (value === null || value < fair) return 3;
  return value < bad ? 2 : 1;
}

/** The next quality: the worst of the figures that are known, with hysteresis upwards. */
export function nextQuality(before: Quality | null, stats: Omit<LegStats, "quality">): Quality {
  const { roundTripMs, receiving } = stats;
  const level = Math.min(
    levelOf(receiving.loss, limits.loss),
    levelOf(receiving.concealment, limits.concealment),
    levelOf(roundTripMs, limits.roundTripMs),
    levelOf(receiving.jitterMs, limits.jitterMs),
  ) as Level;
  if (!before || level <= before.level) return { level, better: 0 };
  return before.better + 1 >= samplesToRise ? { level, better: 0 } : { ...before, better: before.better + 1 };
}
