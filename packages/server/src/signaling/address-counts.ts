/** How many connections each client address has open. */
export interface AddressCounts {
  /** Counts one more; true if that is more than an address may have. */
  add(key: string): boolean;
  remove(key: string): void;
  /** Whether there are so many already that not even a polite refusal is affordable. */
  overrun(key: string): boolean;
}

/** So many beyond the limit are told so before they are closed. */
const politeness = 50;

export function createAddressCounts(most: number): AddressCounts {
  const counts = new Map<string, number>();
  return {
    add(key) {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count > most;
    },
    remove(key) {
      const count = (counts.get(key) ?? 0) - 1;
      if (count > 0) counts.set(key, count);
      else counts.delete(key);
    },
    overrun: (key) => (counts.get(key) ?? 0) >= most + politeness,
  };
}
