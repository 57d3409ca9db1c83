import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Clock } from "./clock.ts";
import type { Log } from "./logging.ts";
import type { IceSource } from "./media/ice-source.ts";
import type { RoomStore } from "./rooms/store/store.ts";

export interface AppDeps {
  readonly store: RoomStore;
  readonly clock: Clock;
  readonly log: Log;
  /** This node's name, unique among the nodes of one store and for each start. */
  readonly node: string;
  readonly ice: IceSource;
  /** Directory of the built web app: `index.html`, `assets/` and files such as `favicon.svg`. */
  readonly webRoot: string;
  /** Starts and ends with a slash; `/` when the app has the whole host. */
  readonly basePath: string;
  /** The URL that people type, where a proxy or a name stands before this server. */
  readonly publicUrl: string | null;
  /** Addresses and networks (CIDR, or `loopback`, `linklocal`, `uniquelocal`) whose `X-Forwarded-*` headers are believed. */
  readonly trustProxies: readonly string[];
  /** Origins beside our own whose pages may connect, e.g. `https://intranet.example.org`. */
  readonly allowedOrigins: readonly string[];
  readonly version: string;
  /** Why the server is not ready to take calls; empty when it is. */
  readonly readiness: () => Promise<readonly string[]> | readonly string[];
  /** Serves `/metrics` to everybody; otherwise only to loopback peers. Default false. */
  readonly metricsPublic?: boolean;
  /** Signalling connections that one client address may have at a time. Default 100. */
  readonly socketsPerAddress?: number;
  /** What a room made here gets. Default: capacity 2, grace time as in the protocol's limits. */
  readonly roomPolicy?: { readonly capacity: number; readonly graceMs: number };
}

/** The running application, independent of the ports it is reached by. */
export interface App {
  /** Serves HTTP requests and signalling of this server; may be called for several servers. */
  attach(server: Server): void;
  /** The HTTP part alone. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Says goodbye to every session and lets go of them. The store and the HTTP servers stay open: they are the caller's. Idempotent. */
  close(): Promise<void>;
}
