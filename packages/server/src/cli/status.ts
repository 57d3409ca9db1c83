import type { Addresses } from "../addresses.ts";
import { findRunningCoturn } from "../engines/coturn/engine.ts";
import { probeBinding } from "../engines/stun/binding.ts";
import { lockHolder } from "./lock.ts";

export interface Status {
  readonly running: boolean;
  readonly lines: readonly string[];
}

async function relayLine(directory: string, addresses: Addresses): Promise<string> {
  const relay = findRunningCoturn(directory);
  if (!relay) return "Relay: no coturn of ours runs.";
  const { plain: port = 0 } = relay.facts;
  const address = (addresses.v4 ?? addresses.v6)?.local ?? addresses.main;
  const answers = await probeBinding({ address, port });
  return `Relay: coturn (pid ${relay.pid}) on port ${port} ${answers ? "answers" : "does not answer"}.`;
}

/** What runs on this data directory. */
export async function readStatus(
  paths: { data: string; lock: string; relay: string },
  addresses: Addresses,
): Promise<Status> {
  const server = lockHolder(paths.lock);
  return {
    running: server !== null,
    lines: [
      server ? `Room server: runs (pid ${server.pid}).` : "Room server: does not run.",
      await relayLine(paths.relay, addresses),
      `Data: ${paths.data}`,
    ],
  };
}
