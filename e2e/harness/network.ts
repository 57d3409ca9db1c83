import { createServer } from "node:net";
import process from "node:process";

const { CONFAB_E2E_ADDRESS } = process.env;

/** The address of this machine's interface, where run.js has made a network for the tests; loopback alone otherwise. */
export const ownAddress: string | undefined = CONFAB_E2E_ADDRESS;

/** A TCP port that is free now, on all addresses. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, () => {
      const at = probe.address();
      probe.close(() => (at && typeof at === "object" ? resolve(at.port) : reject(new Error("no port"))));
    });
  });
}
