import { stopCoturn } from "../engines/coturn/engine.ts";
import { stopProcess } from "../engines/process/stop.ts";
import { lockHolder } from "./lock.ts";

/** Ends the server and what it left running. Resolves with what there was to end, in words. */
export async function stopAll(paths: { lock: string; relay: string }): Promise<string[]> {
  const server = lockHolder(paths.lock);
  if (server) await stopProcess(server, 10_000);
  const relay = await stopCoturn(paths.relay);
  return [
    server ? `The room server has ended (pid ${server.pid}).` : "No room server was running.",
    relay === null ? "No relay was running." : `The relay has ended (pid ${relay}).`,
  ];
}
