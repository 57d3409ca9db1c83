import type { Clock } from "../clock.ts";
import type { Log } from "../logging.ts";

/** How often addresses and certificates are looked at again, in ms. */
const lookAgainMs = 15_000;

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Asks from time to time for the certificate that fits the machine's addresses, and hands it on when it is a new one. Returns the way to stop. */
export function keepCertificate(deps: {
  first: Pair | null;
  look: () => Promise<Pair | null>;
  renew: (pair: Pair) => void;
  /** Called after each look: addresses may have changed. */
  looked: () => void;
  clock: Clock;
  log: Log;
}): () => void {
  let current = deps.first;
  let cancel = () => {};
  let stopped = false;

  async function follow(): Promise<void> {
    try {
      const next = await deps.look();
      if (stopped) return;
      if (next && next.cert !== current?.cert) {
        deps.renew(next);
        deps.log.info({}, "certificate renewed");
      }
      current = next;
      deps.looked();
    } catch (error) {
      deps.log.warn({ err: error }, "certificate could not be renewed; the one before stays");
    }
  }

  function again(): void {
    if (stopped) return;
    cancel = deps.clock.after(lookAgainMs, () => void follow().finally(again));
  }

  again();
  return () => {
    stopped = true;
    cancel();
  };
}
