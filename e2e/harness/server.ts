import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { freePort, ownAddress } from "./network.ts";

const main = fileURLToPath(new URL("../../packages/server/dist/main.js", import.meta.url));

export interface Invites {
  readonly room: string;
  readonly host: string;
  readonly guest: string;
}

/** The built room server as a process of its own, with a data directory of its own. */
export interface RoomServer {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly dataDir: string;
  /** The app on plain HTTP on loopback; ends with a slash. */
  readonly url: string;
  /** Everything that the server has printed since the last start. */
  printed(): string;
  /** Makes a room over HTTP and gives its links, by default those of {@link url}. */
  makeRoom(base?: string): Promise<Invites>;
  /** Starts it and waits until it answers; it must not be running. */
  start(): Promise<void>;
  /** Ends it as a crash would: nothing is said, nothing is written. */
  crash(): Promise<void>;
  /** Ends it in good order, its engines too, and removes the data directory. */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Settings by their environment names, e.g. `CONFAB_PUBLIC_URL`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Default `/`. */
  readonly basePath?: string;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

export async function startServer(options: ServerOptions = {}): Promise<RoomServer> {
  const httpPort = await freePort();
  const httpsPort = await freePort();
  const relayPort = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "confab-e2e-data-"));
  const root = `http://localhost:${httpPort}`;
  const url = root + (options.basePath ?? "/");
  const env = {
    ...process.env,
    CONFAB_HTTP_PORT: String(httpPort),
    CONFAB_HTTPS_PORT: String(httpsPort),
    CONFAB_RELAY_PORT: String(relayPort),
    CONFAB_DATA_DIR: dataDir,
    CONFAB_PUBLIC_ADDRESS: ownAddress ?? "127.0.0.1",
    ...options.settings,
  };

  let child: ChildProcess | null = null;
  let output = "";

  const start = async (): Promise<void> => {
    output = "";
    const started = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    while (!(await answers(`${url}readyz`))) {
      if (started.exitCode !== null) throw new Error(`the server ended with ${started.exitCode}:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  await start();
  return {
    httpPort,
    httpsPort,
    dataDir,
    url,
    printed: () => output,
    async makeRoom(base = url) {
      const answer = await fetch(`${url}api/v1/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      if (!answer.ok) throw new Error(`making a room: ${answer.status} ${await answer.text()}`);
      const made = (await answer.json()) as { room: string; hostKey: string; guestKey: string };
      const link = (key: string): string => `${base}r/${made.room}#${key}`;
      return { room: made.room, host: link(made.hostKey), guest: link(made.guestKey) };
    },
    start,
    async crash() {
      if (!child) return;
      child.kill("SIGKILL");
      await exited(child);
    },
    async close() {
      if (child) {
        child.kill("SIGTERM");
        await exited(child);
      }
      const stop = spawn(process.execPath, [main, "stop"], { env, stdio: "ignore" });
      await exited(stop);
      await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
