import type { Log } from "../logging.ts";

/** Work that nobody waits for: what fails is logged, and closing waits for what is still under way. */
export interface Background {
  watch(step: string, work: Promise<unknown>): void;
  idle(): Promise<void>;
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<unknown>>();
  return {
    watch(step, work) {
      const watched = work
        .catch((error: unknown) => log.error({ err: error, step }, "background step failed"))
        .finally(() => running.delete(watched));
      running.add(watched);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
