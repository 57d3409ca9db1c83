import { setTimeout as sleep } from "node:timers/promises";

/** Waits for a state, generously; throws with its name when it does not come. */
export async function waitFor<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const seen = await look();
    if (seen) return seen;
  }
  throw new Error(`waited in vain: ${what}`);
}
