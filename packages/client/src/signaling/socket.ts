import type { ServerEvents } from "@confab/protocol";
import { browserClock } from "../clock.ts";
import { type FallbackDeps, openWithFallback } from "./fallback.ts";
import { knock } from "./knock.ts";
import { ackPacket, connectPacket, disconnectPacket, eventPacket, readPacket } from "./packets.ts";
import type { OpenSocket } from "./signaling-socket.ts";
import { webSocketTransport } from "./websocket.ts";

const messages: ReadonlySet<unknown> = new Set([
  "welcome",
  "event",
  "signal",
  "beat",
  "bye",
] satisfies (keyof ServerEvents)[]);

const isMessage = (name: unknown): name is keyof ServerEvents => messages.has(name);

const transports: Omit<FallbackDeps, "knock"> = {
  webSocket:
    typeof WebSocket === "undefined" ? null : webSocketTransport((url) => new WebSocket(url), browserClock),
  loadPolling: async () => (await import("./polling.ts")).openPolling,
};

/**
 * The door to Socket.IO: its packets over one transport. A socket is used for one connection, so that nothing sent on
 * a dead one is ever replayed on the next.
 */
export const openSocketIo: OpenSocket = ({ url, handshake, pollingFirst, knockFirst }, listener) => {
  const answers = new Map<string, (answer: unknown) => void>();
  let count = 0;
  let over = false;

  const end = (tell?: () => void): void => {
    if (over) return;
    over = true;
    transport.close();
    tell?.();
  };

  const deps = { ...transports, knock: () => knock(url) };
  const order = { pollingFirst, knockFirst };
  const transport = openWithFallback(deps, order, new URL("socket.io/", url), {
    open: () => transport.send(connectPacket(handshake)),
    text: receive,
    lost: () => end(listener.lost),
  });

  function receive(text: unknown): void {
    if (over) return;
    const packet = readPacket(text);
    switch (packet?.type) {
      case "event": {
        const [name, payload] = packet.args;
        const { ack } = packet;
        const seen = (): void => {
          if (!over && ack !== null) transport.send(ackPacket(ack));
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
  }

  return {
    send(name, payload, answered) {
      if (over) return;
      count += 1;
      answers.set(String(count), answered);
      transport.send(eventPacket(count, name, payload));
    },
    close() {
      if (!over) transport.send(disconnectPacket);
      end();
    },
  };
};
