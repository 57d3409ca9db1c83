#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { type Addresses, basePathOf, linksOf, readNetwork, resolveAddresses } from "./addresses.ts";
import { type App, createApp } from "./app.ts";
import { banner } from "./cli/banner.ts";
import { type Command, exitCode, parseCommand } from "./cli/command.ts";
import { facts } from "./cli/facts.ts";
import { helpText } from "./cli/help.ts";
import { Locked, takeLock } from "./cli/lock.ts";
import { terminalQr } from "./cli/qr.ts";
import { readStatus } from "./cli/status.ts";
import { stopAll } from "./cli/stop.ts";
import { systemClock } from "./clock.ts";
import { ConfigError } from "./config/config-error.ts";
import { type Loaded, loadConfig, loadDataDirectory } from "./config/load.ts";
import type { Config } from "./config/schema.ts";
import { createRelay, type Relay } from "./engines/relay/relay.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { firstRoom } from "./first-room.ts";
import { randomRoomName } from "./http/room-names.ts";
import { serveAuthority } from "./listen/authority-file.ts";
import { keepCertificate } from "./listen/keep-up.ts";
import { type Listeners, openListeners } from "./listen/listen.ts";
import { ListenError } from "./listen/listen-error.ts";
import { fileSink } from "./log-sink.ts";
import { createLog, type Log } from "./logging.ts";
import { createSecrets } from "./rooms/secrets.ts";
import { JournalError } from "./rooms/store/journal.ts";
import { openMemoryStore } from "./rooms/store/memory.ts";
import { openSqliteJournal } from "./rooms/store/sqlite-journal.ts";
import type { RoomStore } from "./rooms/store/store.ts";
import { type ServerCertificate, serverCertificate } from "./tls/certificate.ts";
import { hostOf } from "./tls/names.ts";
import { readVersion } from "./version.ts";

const clock = systemClock;
const webRoot = fileURLToPath(new URL("../../web/dist", import.meta.url));
/** The printed summary waits for the relay's first answer at most so long, in ms. */
const relayPatienceMs = 2_500;
/** Closing that takes longer than this is given up, in ms. */
const closingPatienceMs = 8_000;

interface Paths {
  readonly data: string;
  readonly lock: string;
  readonly relay: string;
  readonly journal: string;
  readonly firstRoom: string;
  readonly log: string;
}

function pathsIn(data: string): Paths {
  return {
    data,
    lock: join(data, "server.lock"),
    relay: join(data, "coturn"),
    journal: join(data, "rooms.sqlite"),
    firstRoom: join(data, "first-room.json"),
    log: join(data, "server.log"),
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`confab: ${text}\n`);
}

/** The store, and why it can't be relied on at the moment. */
interface WatchedStore {
  readonly store: RoomStore;
  readonly troubles: () => readonly string[];
}

function openStore(path: string, log: Log): WatchedStore {
  let writable = true;
  const journal = openSqliteJournal({
    path,
    clock,
    onTrouble(error) {
      writable = error === null;
      if (error) log.error({ err: error }, "rooms cannot be written to disk");
      else log.info({}, "rooms can be written to disk again");
    },
    onDamage: (id) => log.error({ room: id }, "a damaged room was set aside"),
  });
  const report = (error: unknown) => log.error({ err: error }, "a listener of the store failed");
  return {
    store: openMemoryStore({ journal, now: clock.now, report }),
    troubles: () => (writable ? [] : ["rooms cannot be written to disk"]),
  };
}

/** A certificate by path is one that browsers accept, or else HTTPS would not work either. */
function relayCertificate({ certificate, publicUrl }: Config, addresses: Addresses) {
  if (certificate.cert === null || certificate.key === null) return null;
  const host = publicUrl === null ? addresses.main : hostOf(publicUrl);
  return { cert: certificate.cert, key: certificate.key, host };
}

/** Everything that runs, and what it is closed by. */
interface Running {
  readonly app: App;
  readonly listeners: Listeners;
  readonly relay: Relay;
  readonly store: RoomStore;
  readonly certificate: ServerCertificate | null;
}

/** Opens from the inside out, so that nobody comes in before there is something to serve; on failure closes what is open. */
async function open(
  { config, data }: Loaded,
  deps: { log: Log; environment: Environment; addresses: () => Addresses; authority: () => string | null },
  certificate: ServerCertificate | null,
): Promise<Running> {
  const { log, environment, addresses } = deps;
  const paths = pathsIn(data.path);
  const basePath = basePathOf(config.publicUrl);
  const { store, troubles } = openStore(paths.journal, log);
  const relay = createRelay({
    config: config.relay,
    directory: paths.relay,
    addresses,
    certificate: relayCertificate(config, addresses()),
    path: environment.path,
    user: environment.user,
    clock,
    log,
  });
  const app = createApp({
    store,
    clock,
    log,
    node: randomBytes(9).toString("base64url"),
    ice: relay.ice,
    webRoot,
    basePath,
    publicUrl: config.publicUrl,
    trustProxies: config.trustProxies,
    allowedOrigins: config.allowedOrigins,
    version: readVersion(),
    reach: () => {
      const ports = { http: config.httpPort, https: config.httpsPort === "off" ? null : config.httpsPort };
      const { others } = linksOf(addresses(), ports, config.publicUrl);
      return { https: others?.startsWith("https:") ? others : null, ownAuthority: deps.authority() !== null };
    },
    readiness: troubles,
    metricsPublic: config.metricsPublic,
    socketsPerAddress: config.socketsPerAddress,
    roomPolicy: roomPolicy(config),
  });
  try {
    const listeners = await openListeners({
      httpPort: config.httpPort,
      https: certificate && {
        port: config.httpsPort === "off" ? 0 : config.httpsPort,
        pair: certificate.pair,
      },
      attach(server) {
        app.attach(server);
        serveAuthority(server, `${basePath}ca.crt`, deps.authority);
      },
    });
    // Last, since it outlives us: a server that could not start leaves nothing behind.
    relay.start();
    return { app, listeners, relay, store, certificate };
  } catch (error) {
    relay.close();
    await app.close();
    await store.close();
    throw error;
  }
}

function roomPolicy({ room }: Config) {
  return { capacity: room.capacity, graceMs: room.graceSeconds * 1000 };
}

async function summary(loaded: Loaded, running: Running, addresses: Addresses): Promise<string> {
  const { config, data, file } = loaded;
  const paths = pathsIn(data.path);
  const { listeners, relay, certificate } = running;
  const room = await firstRoom({
    path: paths.firstRoom,
    store: running.store,
    secrets: createSecrets(),
    policy: roomPolicy(config),
    newName: randomRoomName,
    now: clock.now,
  });
  const links = linksOf(
    addresses,
    { http: listeners.httpPort, https: listeners.httpsPort },
    config.publicUrl,
  );
  const others = links.others && `${links.others}r/${room.name}#${room.guestKey}`;
  const settled = new Promise<void>((resolve) => clock.after(relayPatienceMs, resolve));
  await Promise.race([relay.settled(), settled]);
  return banner({
    version: readVersion(),
    here: `${links.here}r/${room.name}#${room.hostKey}`,
    others,
    qr: others && process.stdout.isTTY ? await terminalQr(others) : null,
    facts: facts({
      httpsPort: listeners.httpsPort,
      certificate: certificate?.authority === null ? config.certificate.cert : null,
      others: links.others,
      relay: relay.report().text,
      journal: paths.journal,
      file,
      data: data.path,
      log: process.stderr.isTTY ? paths.log : null,
    }),
    notes: [...(data.note === null ? [] : [data.note]), ...(certificate?.notes ?? [])],
  });
}

async function start(command: Command, environment: Environment): Promise<void> {
  const loaded = await loadConfig(environment, command.flags);
  const { config, data } = loaded;
  const paths = pathsIn(data.path);
  const lock = takeLock(paths.lock);
  process.once("exit", lock.release);

  let addresses = resolveAddresses(readNetwork(), config.publicAddress);
  let authority: string | null = null;
  const look = async () => {
    addresses = resolveAddresses(readNetwork(), config.publicAddress);
    if (config.httpsPort === "off" && config.certificate.cert === null) return null;
    const found = await serverCertificate({ config, directory: data.path, addresses, now: clock.now() });
    authority = found.authority;
    return config.httpsPort === "off" ? null : found;
  };
  const certificate = await look();
  const to = process.stderr.isTTY ? { to: fileSink(paths.log) } : {};
  const log = createLog({ level: config.logLevel, ...to });
  const deps = { log, environment, addresses: () => addresses, authority: () => authority };
  const running = await open(loaded, deps, certificate);
  const { httpPort, httpsPort } = running.listeners;
  log.info({ httpPort, httpsPort, version: readVersion() }, "listening");
  const forget = keepCertificate({
    first: certificate?.pair ?? null,
    look: async () => (await look())?.pair ?? null,
    renew: running.listeners.renew,
    looked: running.relay.refresh,
    clock,
    log,
  });

  let closing = false;
  const close = async (signal: string): Promise<void> => {
    if (closing) return;
    closing = true;
    log.info({ signal }, "closing");
    setTimeout(() => process.exit(exitCode.failed), closingPatienceMs).unref();
    forget();
    running.relay.close();
    await running.app.close();
    await running.listeners.close();
    await running.store.close();
    process.exit(exitCode.ok);
  };
  process.on("SIGINT", () => void close("SIGINT"));
  process.on("SIGTERM", () => void close("SIGTERM"));
  print(await summary(loaded, running, addresses));
}

async function run(command: Command, environment: Environment): Promise<void> {
  switch (command.name) {
    case "help":
      return print(helpText(readVersion()));
    case "version":
      return print(readVersion());
    case "start":
      return start(command, environment);
    case "stop": {
      const paths = pathsIn((await loadDataDirectory(environment, command.flags)).path);
      for (const line of await stopAll(paths)) print(line);
      return;
    }
    case "status": {
      const { config, data } = await loadConfig(environment, command.flags);
      const addresses = resolveAddresses(readNetwork(), config.publicAddress);
      const { running, lines } = await readStatus(pathsIn(data.path), addresses);
      for (const line of lines) print(line);
      process.exitCode = running ? exitCode.ok : exitCode.failed;
    }
  }
}

/** Expected failures are one line; whatever else is a bug and keeps its stack. */
function fail(error: unknown): never {
  if (error instanceof ConfigError) {
    complain(error.message);
    process.exit(exitCode.usage);
  }
  const expected = error instanceof ListenError || error instanceof Locked || error instanceof JournalError;
  complain(
    expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  process.exit(exitCode.failed);
}

try {
  await run(parseCommand(process.argv.slice(2)), readEnvironment());
} catch (error) {
  fail(error);
}
