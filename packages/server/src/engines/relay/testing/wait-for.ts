import { setTimeout as sleep } from "node:timers/promises";

type NotYet<T> = T | false | null | undefined;

/** Waits for a state, generously; throws with its name when it does not come. */
export async function waitFor<T>(what: string, look: () => NotYet<T> | Promise<NotYet<T>>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const seen = await look();
    if (seen !== false && seen !== null && seen !== undefined) return seen;
  }
  throw new Error(`waited in vain: ${what}`);
}
