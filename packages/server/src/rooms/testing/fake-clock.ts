import type { Clock } from "../../clock.ts";

export interface FakeClock extends Clock {
  /** Lets time pass, calling back what becomes due, in order, and letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** How many callbacks are waiting. */
  readonly waiting: number;
}

export function createFakeClock(start = 1_000_000): FakeClock {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  function earliest(until: number) {
    return [...timers].filter(({ at }) => at <= until).sort((left, right) => left.at - right.at)[0];
  }

  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settled();
      for (let timer = earliest(until); timer !== undefined; timer = earliest(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
        await settled();
      }
      now = until;
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** A few turns of the event loop: enough for a store in memory to finish what it does, a durable change included. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
