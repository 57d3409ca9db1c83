import type { Clock } from "../clock.ts";

export interface FakeClock extends Clock {
  /** Lets time pass, timer by timer, with everything that follows from each. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that waits for no timer. */
  settle(): Promise<void>;
}

export function createFakeClock(): FakeClock {
  let now = 1_000;
  let count = 0;
  const timers = new Map<number, { at: number; action: () => void }>();

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  return {
    now: () => now,
    after(ms, action) {
      const id = ++count;
      timers.set(id, { at: now + Math.max(0, ms), action });
      return () => void timers.delete(id);
    },
    settle,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        const [id, { at, action }] = due;
        timers.delete(id);
        now = Math.max(now, at);
        action();
        await settle();
      }
      now = end;
    },
  };
}
