/** Counts down to the moment when everything that was expected has come. */
export interface Countdown {
  readonly done: Promise<void>;
  tick(by?: number): void;
}

export function countdown(what: string, from: number, limitMs = 20_000): Countdown {
  let left = from;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: ${left} missing`)), limitMs);
    finish = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  done.catch(() => undefined);
  return {
    done,
    tick(by = 1) {
      left -= by;
      if (left === 0) finish();
    },
  };
}

/** Runs `work` for every index below `count`, at most `width` at a time. */
export async function inParallel(
  count: number,
  width: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
}
