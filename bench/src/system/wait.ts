import { setTimeout as sleep } from "node:timers/promises";

/** Asks again every `everyMs` until the answer is neither null nor false; fails after `limitMs`. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { everyMs = 20, limitMs = 20_000 } = {},
): Promise<Exclude<T, null | false | undefined>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false && answer !== undefined) {
      return answer as Exclude<T, null | false | undefined>;
    }
    if (performance.now() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await sleep(everyMs);
  }
}

/** Fails when the promise takes longer than `limitMs`. */
export async function within<T>(what: string, limitMs: number, promise: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = sleep(limitMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`${what}: not within ${limitMs} ms`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}

export { sleep };
