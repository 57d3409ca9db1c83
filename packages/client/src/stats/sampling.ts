import type { ParticipantId } from "@confab/protocol";
import type { LegStats } from "../api.ts";
import type { Clock } from "../clock.ts";
import type { Leg } from "../legs/leg.ts";
import { legStats } from "./leg-stats.ts";
import { nextQuality, type Quality } from "./quality.ts";
import { type Sample, sampleOf } from "./sample.ts";

/** Time between two samples while somebody listens, in ms. */
const periodMs = 2_000;

export interface SamplingDeps {
  readonly clock: Clock;
  readonly legs: ReadonlyMap<ParticipantId, Leg>;
  wanted(): boolean;
  emit(stats: readonly LegStats[]): void;
}

/** Samples every leg while somebody wants it. */
export interface Sampling {
  /** A sample now, against the last one. */
  now(): Promise<readonly LegStats[]>;
  close(): void;
}

export function createSampling(deps: SamplingDeps): Sampling {
  const last = new Map<ParticipantId, { sample: Sample; quality: Quality | null }>();
  let stopTimer = deps.clock.after(periodMs, tick);
  let closed = false;

  async function one(participant: ParticipantId, leg: Leg): Promise<LegStats | null> {
    try {
      const stats = await leg.link?.connection.getStats();
      if (!stats) return null;
      const sample = sampleOf(stats);
      const before = last.get(participant);
      const figures = legStats(participant, before?.sample ?? null, sample);
      const quality = before ? nextQuality(before.quality, figures) : null;
      last.set(participant, { sample, quality });
      leg.setPath(sample.path);
      return { ...figures, quality: quality?.level ?? null };
    } catch {
      // The connection was closed meanwhile.
      return null;
    }
  }

  async function now(): Promise<readonly LegStats[]> {
    for (const participant of last.keys()) if (!deps.legs.has(participant)) last.delete(participant);
    const all = await Promise.all([...deps.legs].map(([participant, leg]) => one(participant, leg)));
    return all.filter((stats) => stats !== null);
  }

  async function tick(): Promise<void> {
    if (deps.wanted()) {
      const stats = await now();
      if (!closed) deps.emit(stats);
    }
    if (!closed) stopTimer = deps.clock.after(periodMs, tick);
  }

  return {
    now,
    close() {
      closed = true;
      stopTimer();
    },
  };
}
