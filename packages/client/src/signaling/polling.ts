import { Socket } from "engine.io-client";
import type { OpenTransport } from "./transport.ts";

/** Engine.IO with everything it has: begins with long polling and goes over to a WebSocket where one comes through. */
export const openPolling: OpenTransport = ({ origin, pathname }, listener) => {
  const engine = new Socket(origin, { path: pathname, transports: ["polling", "websocket"] });
  let over = false;
  const lose = (): void => {
    if (over) return;
    over = true;
    listener.lost();
  };
  engine.on("open", () => {
    if (!over) listener.open();
  });
  engine.on("message", (text: unknown) => {
    if (!over) listener.text(text);
  });
  engine.on("close", lose);
  engine.on("error", lose);
  return {
    send(text) {
      if (!over) engine.send(text);
    },
    close() {
      over = true;
      engine.close();
    },
  };
};
