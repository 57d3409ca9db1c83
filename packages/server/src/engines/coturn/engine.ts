import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Addresses } from "../../addresses.ts";
import { startDetached } from "../process/detached.ts";
import { identify, isAlive, type ProcessIdentity } from "../process/identity.ts";
import { type EngineRecord, readRecord, removeRecord, writeRecord } from "../process/record.ts";
import { stopProcess } from "../process/stop.ts";
import { type Engine, type Launched, ProgramMissing } from "../process/supervisor.ts";
import { probeBinding } from "../stun/binding.ts";
import { type CoturnSettings, coturnConfiguration } from "./configuration.ts";
import { freePort } from "./free-port.ts";
import { findProgram, relayAccount } from "./program.ts";
import { relaySecret } from "./secret.ts";

export interface CoturnDeps {
  /** Holds everything of the relay: configuration, secret, log, and the record by which it is adopted. */
  readonly directory: string;
  readonly addresses: () => Addresses;
  readonly wanted: {
    readonly port: number;
    readonly tlsPort: number;
    readonly minPort: number;
    readonly maxPort: number;
    readonly maxBps: number;
    readonly userQuota: number;
    readonly totalQuota: number;
  };
  readonly certificate: { readonly cert: string; readonly key: string } | null;
  readonly path: string;
  readonly user: number | null;
}

export interface Coturn extends Engine {
  readonly secret: string;
  /** The ports that it got, which need not be those it was meant to have. */
  ports(): { readonly plain: number; readonly tls: number | null };
}

const recordFile = "engine.json";
const configurationFile = "turnserver.conf";
/** Written by coturn itself; coturnConfiguration names it. */
const pidFile = "turnserver.pid";
const stopPatienceMs = 4_000;

function hashOf(...texts: string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("base64url");
}

function stamp(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs}:${size}`;
}

export function createCoturn(deps: CoturnDeps): Coturn {
  const { directory, wanted, certificate } = deps;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const record = join(directory, recordFile);
  const secret = relaySecret(join(directory, "secret"));
  const account = relayAccount(deps.user);
  const previous = readRecord(record);
  let ports = portsOf(previous) ?? { plain: wanted.port, tls: certificate ? wanted.tlsPort : null };

  function portsOf(kept: EngineRecord | null): { plain: number; tls: number | null } | null {
    const { plain, tls } = kept?.facts ?? {};
    return plain === undefined ? null : { plain, tls: tls ?? null };
  }

  function configuration(with_: { plain: number; tls: number | null }): { text: string; hash: string } {
    const { v4, v6 } = deps.addresses();
    const tls = certificate && with_.tls !== null ? { port: with_.tls, ...certificate } : null;
    const settings: CoturnSettings = {
      ...wanted,
      v4,
      v6,
      port: with_.plain,
      tls,
      secret,
      realm: "confab",
      directory,
      account,
    };
    const text = coturnConfiguration(settings);
    // It reads a certificate when it starts, so a renewed one is a new configuration.
    return { text, hash: hashOf(text, ...(tls ? [stamp(tls.cert), stamp(tls.key)] : [])) };
  }

  /** The relay of a former server, if it is alive and is what we would start. */
  function adoptable(kept: EngineRecord): boolean {
    const keptPorts = portsOf(kept);
    return keptPorts !== null && configuration(keptPorts).hash === kept.configuration;
  }

  async function choosePorts(): Promise<{ plain: number; tls: number | null }> {
    const { v4, v6 } = deps.addresses();
    const locals = [v4, v6].flatMap((reach) => (reach ? [reach.local] : []));
    const plain = await freePort(locals, wanted.port);
    return { plain, tls: certificate ? await freePort(locals, wanted.tlsPort, [plain]) : null };
  }

  return {
    name: "coturn",
    secret,
    ports: () => ports,

    async launch(): Promise<Launched> {
      const kept = readRecord(record);
      if (kept && isAlive(kept)) {
        if (adoptable(kept)) {
          ports = portsOf(kept) ?? ports;
          return { process: kept, adopted: true };
        }
      }
      await stopCoturn(directory);
      const command = findProgram("turnserver", deps.path);
      if (command === null) throw new ProgramMissing("coturn (the program turnserver)");
      ports = await choosePorts();
      const { text, hash } = configuration(ports);
      const file = join(directory, configurationFile);
      writeFileSync(file, text, { mode: 0o600 });
      chmodSync(file, 0o600);
      const started = await startDetached({
        command,
        args: ["-c", file],
        logFile: join(directory, "turnserver.log"),
        environment: { PATH: deps.path },
      });
      const facts = { plain: ports.plain, ...(ports.tls === null ? {} : { tls: ports.tls }) };
      writeRecord(record, { ...started.identity, configuration: hash, facts });
      return { process: started.identity, adopted: false, onExit: started.onExit };
    },

    async probe() {
      const { v4, v6 } = deps.addresses();
      const reaches = [v4, v6].filter((reach) => reach !== null);
      const answers = await Promise.all(
        reaches.map(({ local }) => probeBinding({ address: local, port: ports.plain })),
      );
      return answers.every((answered) => answered);
    },

    isCurrent() {
      const kept = readRecord(record);
      return kept !== null && adoptable(kept);
    },
  };
}

/** The relay that a server, perhaps of a former life, left running. */
export function findRunningCoturn(directory: string): EngineRecord | null {
  const kept = readRecord(join(directory, recordFile));
  return kept && isAlive(kept) ? kept : null;
}

/** A relay of ours without a record: the server crashed after it had started it and before it wrote that down. */
function findOrphan(directory: string): ProcessIdentity | null {
  try {
    const process = identify(Number(readFileSync(join(directory, pidFile), "utf8")));
    const line = process && readFileSync(`/proc/${process.pid}/cmdline`, "utf8").split("\0");
    return line?.includes(join(directory, configurationFile)) ? process : null;
  } catch {
    return null;
  }
}

/** Ends the relay, if there is one, and resolves with its pid. */
export async function stopCoturn(directory: string): Promise<number | null> {
  const found = findRunningCoturn(directory) ?? findOrphan(directory);
  if (found) await stopProcess(found, stopPatienceMs);
  removeRecord(join(directory, recordFile));
  return found?.pid ?? null;
}
