import { createServer, type Server } from "node:http";
import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { listenError } from "./listen-error.ts";
import { createSplitter } from "./splitter.ts";

export interface Listeners {
  readonly httpPort: number;
  readonly httpsPort: number | null;
  /** Uses another certificate for handshakes from now on. */
  renew(pair: { cert: string; key: string }): void;
  /** Takes no more connections and ends those that are open. Idempotent. */
  close(): Promise<void>;
}

export interface ListenDeps {
  readonly httpPort: number;
  readonly https: { readonly port: number; readonly pair: { cert: string; key: string } } | null;
  /** Makes a server serve the application. */
  readonly attach: (server: Server) => void;
}

/** Families that this machine does not have are no reason to fail. */
const absent = ["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"];

function listen(server: NetServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function listenIfPresent(server: NetServer, port: number, host: string): Promise<number | null> {
  try {
    return await listen(server, port, host);
  } catch (error) {
    if (absent.includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

function ended(server: NetServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/**
 * Opens the application's doors: plain HTTP on loopback alone, where browsers trust it, and HTTPS everywhere. Rejects
 * with a {@link listenError}, and then has closed what it had opened.
 */
export async function openListeners(deps: ListenDeps): Promise<Listeners> {
  const open: NetServer[] = [];
  const drops: (() => void)[] = [];
  let closed: Promise<void> | null = null;

  async function close(): Promise<void> {
    const ends = open.map(ended);
    for (const drop of drops) drop();
    await Promise.all(ends);
  }

  async function openHttp(): Promise<number> {
    const [first, second] = [createServer(), createServer()];
    const port = await listenIfPresent(first, deps.httpPort, "127.0.0.1");
    if (port !== null) open.push(first);
    const port6 = await listenIfPresent(second, port ?? deps.httpPort, "::1");
    if (port6 !== null) open.push(second);
    for (const server of [first, second]) {
      deps.attach(server);
      drops.push(() => server.closeAllConnections());
    }
    const got = port ?? port6;
    if (got === null) throw new Error("this machine has no loopback address");
    return got;
  }

  async function openHttps(wanted: number, server: HttpsServer): Promise<number> {
    deps.attach(server as unknown as Server);
    const splitter = createSplitter(server);
    drops.push(splitter.dropAll);
    const port =
      (await listenIfPresent(splitter.server, wanted, "::")) ??
      (await listen(splitter.server, wanted, "0.0.0.0"));
    open.push(splitter.server);
    return port;
  }

  const https = deps.https && createHttpsServer(deps.https.pair);
  try {
    const httpPort = await openHttp().catch((error: NodeJS.ErrnoException) => {
      throw listenError(error, deps.httpPort, "httpPort");
    });
    const wanted = deps.https?.port ?? 0;
    const httpsPort =
      https &&
      (await openHttps(wanted, https).catch((error: NodeJS.ErrnoException) => {
        throw listenError(error, wanted, "httpsPort");
      }));
    return {
      httpPort,
      httpsPort,
      renew: (pair) => https?.setSecureContext(pair),
      close() {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
