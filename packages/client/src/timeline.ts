import type { Timeline } from "./api.ts";
import type { Clock } from "./clock.ts";

export type TimelineStep = keyof Timeline;

/** Notes when each step of a join happened for the first time. */
export interface TimelineNotes {
  readonly steps: Timeline;
  /** The person means to join: everything counts from now. What was ready before took no time. */
  begin(): void;
  mark(step: TimelineStep): void;
}

export function createTimeline(clock: Clock): TimelineNotes {
  let start = clock.now();
  const at = new Map<TimelineStep, number>();
  return {
    get steps() {
      return Object.fromEntries([...at].map(([step, time]) => [step, Math.max(0, time - start)]));
    },
    begin() {
      start = clock.now();
    },
    mark(step) {
      if (!at.has(step)) at.set(step, clock.now());
    },
  };
}
