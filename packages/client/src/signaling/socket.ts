import type { ServerEvents } from "@confab/protocol";
import { Socket } from "engine.io-client";
import { ackPacket, connectPacket, disconnectPacket, eventPacket, readPacket } from "./packets.ts";
import type { OpenSocket } from "./signaling-socket.ts";

const messages: ReadonlySet<unknown> = new Set([
  "welcome",
  "event",
  "signal",
  "beat",
  "bye",
] satisfies (keyof ServerEvents)[]);

const isMessage = (name: unknown): name is keyof ServerEvents => messages.has(name);

/**
 * The door to Socket.IO, by its own transport library and the few packets on top. A socket is used for one connection,
 * so that nothing sent on a dead one is ever replayed on the next.
 */
export const openSocketIo: OpenSocket = ({ url, handshake, pollingFirst }, listener) => {
  const { origin, pathname } = new URL(url);
  const engine = new Socket(origin, {
    path: `${pathname}socket.io/`,
    transports: pollingFirst ? ["polling", "websocket"] : ["websocket", "polling"],
    // A refused WebSocket (a proxy, a certificate trusted for pages only) falls back to polling within the same try.
    tryAllTransports: true,
  });
  const answers = new Map<string, (answer: unknown) => void>();
  let count = 0;
  let over = false;

  const end = (tell?: () => void): void => {
    if (over) return;
    over = true;
    engine.close();
    tell?.();
  };

  engine.on("open", () => engine.send(connectPacket(handshake)));
  engine.on("close", () => end(listener.lost));
  engine.on("error", () => end(listener.lost));
  engine.on("message", (text: unknown) => {
    if (over) return;
    const packet = readPacket(text);
    switch (packet?.type) {
      case "event": {
        const [name, payload] = packet.args;
        const { ack } = packet;
        const seen = (): void => {
          if (!over && ack !== null) engine.send(ackPacket(ack));
        };
        if (isMessage(name)) listener.message(name, payload, seen);
        break;
      }
      case "ack":
        answers.get(packet.ack)?.(packet.args[0]);
        answers.delete(packet.ack);
        break;
      case "refused":
        end(() => listener.refused(packet.error));
        break;
      case "disconnected":
        end(listener.lost);
    }
  });

  return {
    send(name, payload, answered) {
      if (over) return;
      count += 1;
      answers.set(String(count), answered);
      engine.send(eventPacket(count, name, payload));
    },
    close() {
      if (!over && engine.readyState === "open") engine.send(disconnectPacket);
      end();
    },
  };
};
