import { number, object, safeParse } from "valibot";
import type { Clock } from "../clock.ts";
import { readJson } from "./packets.ts";
import type { OpenTransport } from "./transport.ts";

/** The server's first packet, as far as it is needed; times in ms. */
const Opening = object({ pingInterval: number(), pingTimeout: number() });

/** What is needed of a browser's WebSocket. */
export type WebSocketLike = Pick<
  WebSocket,
  "readyState" | "OPEN" | "send" | "close" | "onclose" | "onmessage"
>;

/**
 * Engine.IO's protocol (version 4) over a WebSocket that is one from the start: packets are text, their first
 * character is the type, and the server asks for signs of life. What the protocol has beyond that (long polling,
 * upgrades, binary data) is in `polling.ts`, for networks that need it.
 */
export function webSocketTransport(make: (url: URL) => WebSocketLike, clock: Clock): OpenTransport {
  return (url, listener) => {
    const target = new URL(url);
    target.protocol = url.protocol.replace("http", "ws");
    target.search = "?EIO=4&transport=websocket";
    const socket = make(target);
    let over = false;
    let silenceMs: number | null = null;
    let stopTimer = (): void => {};

    function end(): void {
      over = true;
      stopTimer();
      socket.close();
    }

    function lose(): void {
      if (over) return;
      end();
      listener.lost();
    }

    /** A server that has not asked for a sign of life for so long is gone, whatever TCP says. */
    function watch(): void {
      stopTimer();
      if (silenceMs !== null) stopTimer = clock.after(silenceMs, lose);
    }

    socket.onclose = lose;
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (over || typeof data !== "string") return;
      const body = data.slice(1);
      switch (data[0]) {
        case "0": {
          const opening = safeParse(Opening, readJson(body));
          if (opening.success) {
            silenceMs = opening.output.pingInterval + opening.output.pingTimeout;
            listener.open();
          } else {
            lose();
          }
          break;
        }
        case "1":
          lose();
          break;
        case "2":
          socket.send(`3${body}`);
          break;
        case "4":
          listener.text(body);
      }
      if (!over) watch();
    };

    return {
      send(text) {
        if (!over && socket.readyState === socket.OPEN) socket.send(`4${text}`);
      },
      close: end,
    };
  };
}
