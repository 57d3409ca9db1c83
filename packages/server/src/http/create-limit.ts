import type { Clock } from "../clock.ts";
import { fullBucket, type TokenBucket, type TokenRates, take } from "../sessions/token-bucket.ts";

/** How many rooms a client address may make. */
export interface CreateLimit {
  /** `null` if one more is allowed now, else how long to wait, in ms. */
  take(key: string): number | null;
}

/** Twenty at once, and twenty a minute. */
const rates: TokenRates = { burst: 20, perSecond: 20 / 60, patience: Number.POSITIVE_INFINITY };
const refillMs = (rates.burst / rates.perSecond) * 1000;

export function createCreateLimit(clock: Pick<Clock, "now">): CreateLimit {
  const buckets = new Map<string, TokenBucket>();
  let swept = clock.now();

  /** Buckets that are full again say nothing that a new one would not. */
  function sweep(now: number): void {
    if (now - swept < refillMs) return;
    swept = now;
    for (const [key, bucket] of buckets) if (now - bucket.at >= refillMs) buckets.delete(key);
  }

  return {
    take(key) {
      const now = clock.now();
      sweep(now);
      const bucket = buckets.get(key) ?? fullBucket(rates, now);
      buckets.set(key, bucket);
      const taken = take(bucket, rates, now);
      return taken.kind === "wait" ? taken.ms : null;
    },
  };
}
