import { createListeners, type Listeners } from "./listeners.ts";
import type { RoomStore, SessionAddress } from "./store.ts";

/** Session addresses and messages of a store that lives in one process. */
export function createSessions(report: (error: unknown) => void): RoomStore["sessions"] {
  const addresses = new Map<string, SessionAddress>();
  const nodes = new Map<string, Listeners<[connection: string, message: unknown]>>();

  return {
    async claim(key, address) {
      addresses.set(key, address);
    },
    find: async (key) => addresses.get(key) ?? null,
    async release(key, connection) {
      if (addresses.get(key)?.connection === connection) addresses.delete(key);
    },
    async send({ node, connection }, message) {
      const listeners = nodes.get(node);
      listeners?.tell(connection, message);
      return listeners !== undefined;
    },
    listen(node, listener) {
      const listeners = nodes.get(node) ?? createListeners(report);
      nodes.set(node, listeners);
      const stop = listeners.add(listener);
      return () => {
        stop();
        if (listeners.size === 0) nodes.delete(node);
      };
    },
  };
}
