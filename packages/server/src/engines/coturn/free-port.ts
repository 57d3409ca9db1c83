import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** Anything but a busy port, an address that is gone for example, would be the same on every port: it is thrown. */
function judge(error: NodeJS.ErrnoException, resolve: (free: boolean) => void, reject: (why: Error) => void) {
  if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
  else reject(error);
}

function udpFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const v6 = address.includes(":");
    const socket = createSocket(v6 ? { type: "udp6", ipv6Only: true } : { type: "udp4" });
    socket.once("error", (error) => judge(error, resolve, reject));
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

function tcpFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => judge(error, resolve, reject));
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function isFree(addresses: readonly string[], port: number): Promise<boolean> {
  for (const address of addresses) {
    if (!(await udpFree(address, port)) || !(await tcpFree(address, port))) return false;
  }
  return true;
}

/** How far from the wanted port we look. */
const reach = 100;

/** The wanted port, or the next one that nobody has on any of the addresses, over UDP and TCP. Throws where none is. */
export async function freePort(
  addresses: readonly string[],
  wanted: number,
  taken: readonly number[] = [],
): Promise<number> {
  for (let port = wanted; port < wanted + reach && port <= 65_535; port += 1) {
    if (!taken.includes(port) && (await isFree(addresses, port))) return port;
  }
  throw new Error(`no free port for the relay from ${wanted} on`);
}
