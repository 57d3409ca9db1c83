import { join } from "node:path";
import { type Child, listening, logFile, startChild } from "../system/child.ts";
import { freePort } from "../system/ports.ts";
import { within } from "../system/wait.ts";
import type { RunningServer, ServerOptions } from "./server.ts";

/** Node's own options for a server under test. */
export function nodeOptions({ root, probe }: ServerOptions): string[] {
  return probe ? ["--expose-gc", "--require", join(root, "bench/src/servers/memory-probe.cjs")] : [];
}

/** Wraps a child that listens as a server under test. */
export function serverOf(child: Child, url: string, urlFrom: (address: string) => string): RunningServer {
  return {
    pid: child.pid,
    url,
    urlFrom,
    memory: () =>
      within(
        "memory",
        10_000,
        new Promise((resolve) => {
          child.process.once("message", (message) =>
            resolve(message as Awaited<ReturnType<RunningServer["memory"]>>),
          );
          child.process.send("memory");
        }),
      ),
    close: child.close,
  };
}

/** Starts one of the bench's own servers: `relay` or `peer-server`. */
export async function startPlainServer(
  name: "relay" | "peer-server",
  options: ServerOptions,
): Promise<RunningServer> {
  const port = await freePort();
  const host = options.everywhere ? "0.0.0.0" : "127.0.0.1";
  const child = await startChild({
    command: process.execPath,
    args: [...nodeOptions(options), join(options.cache, "node", `${name}.js`), String(port), host],
    cwd: options.root,
    log: logFile(options.cache, name),
  });
  await listening(child, port);
  const urlFrom = (address: string): string => `http://${address}:${port}/`;
  return serverOf(child, urlFrom("127.0.0.1"), urlFrom);
}
