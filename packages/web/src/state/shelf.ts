/** A place for small things of this page or device. Where the browser forbids storage, they last as long as the page. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** `open` may throw, as reading `window.localStorage` does where cookies are blocked; so may every use of it (full, private mode). */
export function createShelf(open: () => Store, prefix: string): Shelf {
  const memory = new Map<string, string>();
  const attempt = <T>(use: (store: Store) => T): T | undefined => {
    try {
      return use(open());
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((store) => store.getItem(prefix + key)) ?? null,
    set(key, value) {
      const kept = attempt((store) => {
        store.setItem(prefix + key, value);
        return true;
      });
      if (kept) memory.delete(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt((store) => store.removeItem(prefix + key));
    },
  };
}

/** A shelf without a browser. */
export function createMemoryShelf(): Shelf {
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? null,
    set: (key, value) => void memory.set(key, value),
    remove: (key) => void memory.delete(key),
  };
}

/** Reads JSON that `isIt` accepts; anything else, such as what an older version wrote, counts as not there. */
export function readJson<T>(shelf: Shelf, key: string, isIt: (value: unknown) => value is T): T | null {
  const text = shelf.get(key);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isIt(value) ? value : null;
  } catch {
    return null;
  }
}

export function isRecord<K extends string>(value: unknown): value is { readonly [key in K]?: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
