import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { ServerFacts } from "@confab/protocol";
import type { Clock } from "./clock.ts";
import { createClientView, limitKey } from "./http/client.ts";
import { createHttpApp } from "./http/http-app.ts";
import { createMetrics } from "./http/metrics.ts";
import type { IceSource } from "./ice-source.ts";
import type { Log } from "./logging.ts";
import { keepDeadlines } from "./rooms/deadline-keeper.ts";
import type { RoomPolicy } from "./rooms/model.ts";
import { presetPolicies } from "./rooms/policy.ts";
import { createSecrets } from "./rooms/secrets.ts";
import type { RoomStore } from "./rooms/store/store.ts";
import { createGateway } from "./signaling/gateway.ts";
import { createOriginCheck } from "./signaling/origin.ts";
import { createSocketServer } from "./signaling/socket-server.ts";

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
  /** The HTTPS address that others reach this server by, and who vouches for it. */
  readonly reach: () => Pick<ServerFacts, "https" | "ownAuthority">;
  /** Why the server is not ready to take calls; empty when it is. */
  readonly readiness: () => Promise<readonly string[]> | readonly string[];
  /** Serves `/metrics` to everybody; otherwise only to loopback peers. Default false. */
  readonly metricsPublic?: boolean;
  /** Signalling connections that one client address may have at a time. Default 100. */
  readonly socketsPerAddress?: number;
  /** What a room made here allows. Default: the preset of its mode. */
  readonly roomPolicy?: RoomPolicy;
}

/** The running application, independent of the ports it is reached by. */
export interface App {
  /** Serves HTTP requests and signalling of this server; may be called for several servers. */
  attach(server: Server): void;
  /** Answers one HTTP request, signalling's long polling included. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /**
   * Says goodbye to every session, lets go of them and stops applying deadlines. The store and the HTTP servers stay
   * open: they are the caller's. Idempotent.
   */
  close(): Promise<void>;
}

/** Rooms of an installation that knows of no projects. */
const project = "default";

/** Puts store, gateway, HTTP and deadlines together. */
export function createApp(deps: AppDeps): App {
  const { store, clock, log, node, publicUrl, allowedOrigins, basePath } = deps;
  const client = createClientView(deps.trustProxies);
  const originAllowed = createOriginCheck({ publicUrl, allowedOrigins, hostOf: client.host });
  const secrets = createSecrets();
  const metrics = createMetrics();
  const gateway = createGateway({ ...deps, secrets, meter: metrics, project });
  metrics.observe(gateway.census);
  const sockets = createSocketServer({
    gateway,
    clock,
    log,
    basePath,
    originAllowed,
    foreignOrigins: publicUrl === null ? allowedOrigins : [...allowedOrigins, new URL(publicUrl).origin],
    addressOf: client.address,
    limitKey,
    perAddress: deps.socketsPerAddress ?? 100,
  });
  const report = (error: unknown) => log.error({ err: error }, "deadline could not be applied");
  const deadlines = keepDeadlines({ store, clock, node, report });
  const http = createHttpApp({
    ...deps,
    secrets,
    client,
    originAllowed,
    project,
    policy: deps.roomPolicy ?? presetPolicies.call,
    facts: () => ({ relay: deps.ice.outside().relay, ...deps.reach() }),
    created: metrics.roomCreated,
    metrics,
    metricsPublic: deps.metricsPublic ?? false,
    readiness: async () => [...(await deps.readiness()), ...(closed === null ? [] : ["closing"])],
  });
  let closed: Promise<void> | null = null;

  async function close(): Promise<void> {
    await Promise.all([gateway.close(), sockets.close()]);
    await deadlines.close();
  }

  function handler(request: IncomingMessage, response: ServerResponse): void {
    if (sockets.owns(request)) sockets.request(request, response);
    else http(request, response);
  }

  return {
    attach(server) {
      server.on("request", handler);
      server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (sockets.owns(request)) sockets.upgrade(request, socket, head);
        else socket.destroy();
      });
    },
    handler,
    close() {
      closed ??= close();
      return closed;
    },
  };
}
