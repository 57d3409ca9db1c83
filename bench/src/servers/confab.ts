import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listening, logFile, startChild } from "../system/child.ts";
import { freePort } from "../system/ports.ts";
import { until } from "../system/wait.ts";
import type { RunningServer, ServerOptions } from "./server.ts";
import { nodeOptions, serverOf } from "./start.ts";

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}healthz`)).ok;
  } catch {
    return false;
  }
}

/**
 * Starts the room server as it is built, without a relay: nobody needs one here, and the others have none either.
 * Limits that a single client address would meet are lifted.
 */
export async function startConfab(options: ServerOptions): Promise<RunningServer> {
  const httpPort = await freePort();
  const httpsPort = await freePort();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "confab-bench-"));
  const child = await startChild({
    command: process.execPath,
    args: [...nodeOptions(options), join(options.root, "packages/server/dist/main.js")],
    cwd: options.root,
    log: logFile(options.cache, "confab"),
    settings: {
      CONFAB_HTTP_PORT: String(httpPort),
      CONFAB_HTTPS_PORT: options.everywhere ? String(httpsPort) : "off",
      CONFAB_DATA_DIR: dataDir,
      CONFAB_RELAY_MODE: "off",
      CONFAB_SOCKETS_PER_ADDRESS: "100000",
      ...(options.origins ? { CONFAB_ALLOWED_ORIGINS: options.origins.join(",") } : {}),
    },
  });
  const url = `http://127.0.0.1:${httpPort}/`;
  const close = async (): Promise<void> => {
    await child.close();
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await listening(child, httpPort);
    await until("a good answer of /healthz", () => healthy(url), { everyMs: 2 });
  } catch (reason) {
    await close();
    throw reason;
  }
  return { ...serverOf(child, url, (address) => `https://${address}:${httpsPort}/`), close };
}

/** Makes a room through the REST API. */
export async function createRoom(url: string): Promise<{ room: string; guestKey: string }> {
  const answer = await fetch(`${url}api/v1/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`room making answered ${answer.status}`);
  return (await answer.json()) as { room: string; guestKey: string };
}
