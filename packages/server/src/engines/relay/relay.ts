import type { Addresses } from "../../addresses.ts";
import type { Clock } from "../../clock.ts";
import type { Config } from "../../config/schema.ts";
import type { IceSource } from "../../ice-source.ts";
import type { Log } from "../../logging.ts";
import { type Coturn, createCoturn } from "../coturn/engine.ts";
import { isCrashLooping } from "../process/lifecycle.ts";
import { createSupervisor, type Supervisor } from "../process/supervisor.ts";
import { createIceSource, type RelayOffer } from "./ice-source.ts";
import { relayUrls, sortUrls } from "./urls.ts";

/** How the relay is doing, for people. */
export interface RelayReport {
  readonly on: boolean;
  /** One line. */
  readonly text: string;
}

export interface Relay {
  readonly ice: IceSource;
  /** Starts or adopts the engine. */
  start(): void;
  report(): RelayReport;
  /** Resolves once there is something to report. */
  settled(): Promise<void>;
  /** To be called when addresses or certificates may have changed. */
  refresh(): void;
  /** Lets go of the engine and leaves it running. Idempotent. */
  close(): void;
}

export interface RelayDeps {
  readonly config: Config["relay"];
  readonly directory: string;
  readonly addresses: () => Addresses;
  /** A certificate that browsers accept, and the name that it is for. */
  readonly certificate: { readonly cert: string; readonly key: string; readonly host: string } | null;
  readonly path: string;
  readonly user: number | null;
  readonly clock: Clock;
  readonly log: Log;
}

function unmanaged(clock: Clock, offer: RelayOffer, report: RelayReport): Relay {
  return {
    ice: createIceSource({ clock, offer: () => offer }),
    report: () => report,
    start() {},
    settled: () => Promise.resolve(),
    refresh() {},
    close() {},
  };
}

function managedReport(coturn: Coturn, supervisor: Supervisor, deps: RelayDeps): RelayReport {
  const state = supervisor.state();
  if (state.kind === "missing") {
    return { on: false, text: `${state.what} is not installed, so calls between separate networks may fail` };
  }
  if (state.kind === "waiting") {
    const log = `${deps.directory}/turnserver.log`;
    const again = isCrashLooping(state) ? "keeps failing" : "will be started again";
    return { on: false, text: `coturn ${again}: it ${state.because}; its log is ${log}` };
  }
  const { plain, tls } = coturn.ports();
  const moved = plain === deps.config.port ? "" : `; port ${deps.config.port} was taken`;
  const adopted = state.kind === "running" && state.adopted ? ", still running from before" : "";
  const byTls = tls === null ? "" : `, TLS on port ${tls}`;
  return { on: true, text: `coturn on port ${plain}, UDP and TCP${byTls}${adopted}${moved}` };
}

/** The relay that the configuration asks for: a coturn of ours, somebody else's servers, or none. */
export function createRelay(deps: RelayDeps): Relay {
  const { config, clock } = deps;
  if (config.mode === "off") {
    return unmanaged(clock, null, {
      on: false,
      text: "off by relay.mode, so calls between separate networks may fail",
    });
  }
  if (config.mode === "external") {
    const offer = { urls: sortUrls(config.urls), secret: config.secret };
    return unmanaged(clock, offer, { on: true, text: `external, ${config.urls.length} URLs` });
  }

  const coturn = createCoturn({ ...deps, wanted: config });
  const supervisor = createSupervisor({ engine: coturn, clock, log: deps.log });
  const offer = (): RelayOffer => {
    const state = supervisor.state();
    if (state.kind === "missing" || isCrashLooping(state)) return null;
    const { v4, v6 } = deps.addresses();
    const { plain, tls } = coturn.ports();
    const host = deps.certificate?.host;
    const urls = relayUrls({
      hosts: [v4, v6].flatMap((reach) => (reach ? [reach.announced] : [])),
      port: plain,
      tls: tls !== null && host !== undefined ? { host, port: tls } : null,
    });
    return { urls, secret: coturn.secret };
  };
  return {
    ice: createIceSource({ clock, offer }),
    start: () => supervisor.start(),
    report: () => managedReport(coturn, supervisor, deps),
    settled: async () => void (await supervisor.settled()),
    refresh: () => supervisor.refresh(),
    close: () => supervisor.close(),
  };
}
