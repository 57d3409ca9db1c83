/** Runs steps of one key one after the other. A step that needs not wait for another runs at once. */
export interface Turns<K> {
  take<T>(key: K, step: () => T | Promise<T>): Promise<T>;
  /** Resolves when no step is running or waiting. */
  idle(): Promise<void>;
}

export function createTurns<K>(): Turns<K> {
  const last = new Map<K, Promise<unknown>>();

  function remember<T>(key: K, running: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = running
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return running;
  }

  return {
    async take(key, step) {
      const before = last.get(key);
      if (before !== undefined) return remember(key, before.then(step));
      const outcome = step();
      return outcome instanceof Promise ? remember(key, outcome) : outcome;
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
