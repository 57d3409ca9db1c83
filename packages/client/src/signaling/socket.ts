import type { ServerEvents } from "@confab/protocol";
import { io } from "socket.io-client";
import type { OpenSocket } from "./signaling-socket.ts";

const messages = [
  "welcome",
  "event",
  "signal",
  "beat",
  "bye",
] as const satisfies readonly (keyof ServerEvents)[];

/** How long one try to connect may take, in ms. */
const connectTimeoutMs = 8_000;

/**
 * The door to Socket.IO. Its own reconnection and buffering stay off: a socket is used for one connection, so that
 * nothing emitted on a dead one is ever replayed on the next.
 */
export const openSocketIo: OpenSocket = ({ url, handshake, pollingFirst }, listener) => {
  const { origin, pathname } = new URL(url);
  const socket = io(origin, {
    path: `${pathname}socket.io/`,
    auth: handshake,
    transports: pollingFirst ? ["polling", "websocket"] : ["websocket", "polling"],
    // A refused WebSocket (a proxy, a certificate trusted for pages only) falls back to polling within the same try.
    tryAllTransports: true,
    forceNew: true,
    reconnection: false,
    timeout: connectTimeoutMs,
  });
  let over = false;
  const end = (tell?: () => void): void => {
    if (over) return;
    over = true;
    socket.disconnect();
    tell?.();
  };

  for (const name of messages) {
    socket.on(name, (payload: unknown, seen?: () => void) => {
      if (!over) listener.message(name, payload, () => seen?.());
    });
  }
  socket.on("disconnect", () => end(() => listener.lost("closed")));
  socket.on("connect_error", (error: Error & { data?: unknown }) =>
    end(() => {
      if (error.data !== undefined) listener.refused(error.data);
      else listener.lost(error.message === "timeout" ? "timeout" : "closed");
    }),
  );

  return {
    send(name, payload, answered) {
      if (!over && socket.connected) socket.emit(name, payload, answered);
    },
    close: () => end(),
  };
};
