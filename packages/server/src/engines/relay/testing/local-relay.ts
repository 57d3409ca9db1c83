import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Addresses } from "../../../addresses.ts";
import { type Coturn, createCoturn, stopCoturn } from "../../coturn/engine.ts";

const own = (address: string) => ({ local: address, announced: address });

/** Both loopback addresses, so that relays of both families can be tried without a network. */
export const loopbackAddresses: Addresses = {
  main: "127.0.0.1",
  v4: own("127.0.0.1"),
  v6: own("::1"),
  lan: [],
  host: "test",
  loopbackOnly: true,
};

export interface LocalRelay {
  readonly directory: string;
  readonly wanted: Parameters<typeof createCoturn>[0]["wanted"];
  /** The engine as a server would see it; another call is another server's life. */
  engine(changes?: Partial<Parameters<typeof createCoturn>[0]>): Coturn;
  /** Ends whatever runs and removes the directory. */
  remove(): Promise<void>;
}

export function localRelay(port: number): LocalRelay {
  const directory = mkdtempSync(join(tmpdir(), "confab-relay-"));
  const wanted = {
    port,
    tlsPort: port + 1_000,
    minPort: 52_000,
    maxPort: 52_999,
    maxBps: 0,
    userQuota: 50,
    totalQuota: 500,
  };
  return {
    directory,
    wanted,
    engine: (changes = {}) =>
      createCoturn({
        directory,
        addresses: () => loopbackAddresses,
        wanted,
        certificate: null,
        path: "/usr/bin:/bin",
        user: null,
        ...changes,
      }),
    async remove() {
      await stopCoturn(directory);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
