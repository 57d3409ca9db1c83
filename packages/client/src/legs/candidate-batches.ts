import { type Candidate, limits } from "@confab/protocol";
import type { Clock } from "../clock.ts";

/** Candidates that come within this after a batch go together, in ms: host candidates come in one burst. */
const gatherMs = 15;

/** Sends candidates in small batches, the first at once. */
export interface CandidateBatches {
  add(candidate: Candidate): void;
  close(): void;
}

export function createCandidateBatches(
  clock: Clock,
  send: (candidates: Candidate[]) => void,
): CandidateBatches {
  let waiting: Candidate[] = [];
  let stopTimer: (() => void) | null = null;

  function flush(): void {
    stopTimer = null;
    if (waiting.length === 0) return;
    const batch = waiting.splice(0, limits.candidatesPerSignal);
    stopTimer = clock.after(gatherMs, flush);
    send(batch);
  }

  return {
    add(candidate) {
      waiting.push(candidate);
      if (!stopTimer) flush();
    },
    close() {
      stopTimer?.();
      waiting = [];
    },
  };
}
