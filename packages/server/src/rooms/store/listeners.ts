/** Callbacks that cannot break the caller, nor one another: what they throw is reported. */
export interface Listeners<T extends readonly unknown[]> {
  /** Returns the way to stop. */
  add(listener: (...args: T) => void): () => void;
  tell(...args: T): void;
  clear(): void;
  readonly size: number;
}

export function createListeners<T extends readonly unknown[]>(
  report: (error: unknown) => void,
): Listeners<T> {
  // Each addition is an object of its own, so that the same function added twice is called twice and stopped one by one.
  const all = new Set<{ readonly call: (...args: T) => void }>();
  return {
    add(listener) {
      const one = { call: listener };
      all.add(one);
      return () => void all.delete(one);
    },
    tell(...args) {
      for (const one of [...all]) {
        // A listener called before this one may have stopped it.
        if (!all.has(one)) continue;
        try {
          one.call(...args);
        } catch (error) {
          report(error);
        }
      }
    },
    clear: () => all.clear(),
    get size() {
      return all.size;
    },
  };
}
