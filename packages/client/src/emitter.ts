import type { Emits } from "./api.ts";

/** The writing end of {@link Emits}. */
export interface Emitter<Events extends object> extends Emits<Events> {
  emit<E extends keyof Events>(event: E, payload: Events[E]): void;
  /** Whether anybody listens to the event. */
  wanted(event: keyof Events): boolean;
  /** Forgets every listener. */
  clear(): void;
}

/** A listener that throws does not keep the others from hearing; its error is reported as uncaught. */
export function createEmitter<Events extends object>(): Emitter<Events> {
  type Listener = { call: (payload: never) => void };
  const listeners = new Map<keyof Events, Set<Listener>>();

  return {
    on(event, listener) {
      // An object of its own, so that one function subscribed twice is two subscriptions.
      const entry: Listener = { call: listener };
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(entry));
      return () => void set.delete(entry);
    },
    emit(event, payload) {
      for (const entry of [...(listeners.get(event) ?? [])]) {
        try {
          entry.call(payload as never);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    wanted: (event) => (listeners.get(event)?.size ?? 0) > 0,
    clear: () => listeners.clear(),
  };
}
