import type { Unsubscribe } from "@confab/client";

/** A source of events that a scene can set off. */
export function createFakeEmitter<Events extends object>() {
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  return {
    on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): Unsubscribe {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all);
      all.add(listener);
      return () => void all.delete(listener);
    },
    emit<E extends keyof Events>(event: E, payload: Events[E]): void {
      for (const listener of listeners.get(event) ?? []) (listener as (payload: Events[E]) => void)(payload);
    },
  };
}
