import type { Side } from "../measure.ts";
import { startConfab } from "./confab.ts";
import type { RunningServer, ServerOptions } from "./server.ts";
import { startPlainServer } from "./start.ts";

/** Starts the server that a side comes with. */
export function startServer(side: Exclude<Side, "bare">, options: ServerOptions): Promise<RunningServer> {
  switch (side) {
    case "confab":
      return startConfab(options);
    case "peerjs":
      return startPlainServer("peer-server", options);
    case "simple-peer":
      return startPlainServer("relay", options);
  }
}

export type ServedSide = Exclude<Side, "bare">;

/** Of the given sides those that have a server. */
export function served(sides: readonly Side[]): readonly ServedSide[] {
  return sides.filter((side) => side !== "bare");
}
