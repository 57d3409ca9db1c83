import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { until, within } from "./wait.ts";

/** A child process of ours; `pid` is certain. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** Sends SIGTERM, after three seconds SIGKILL, and resolves when it is gone. Idempotent. */
  close(): Promise<void>;
}

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** File that takes stdout and stderr. */
  readonly log: string;
  /** Environment variables beside our own. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts a process with an IPC channel. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const log = openSync(options.log, "a");
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    stdio: ["ignore", log, log, "ipc"],
    env: { ...process.env, ...options.settings },
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.command} has no process id`);
  return {
    pid,
    process: child,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await within("exit", 3_000, exited).catch(() => child.kill("SIGKILL"));
      await exited;
    },
  };
}

/** Path of a log file for a child. */
export function logFile(cache: string, name: string): string {
  return join(cache, "logs", `${name}.log`);
}

/** True when something accepts TCP connections there. */
export function accepts(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Resolves when the child listens; fails when it ends before. */
export async function listening(child: Child, port: number, everyMs = 2): Promise<void> {
  await until(
    `listening on ${port}`,
    () => {
      if (child.process.exitCode !== null) throw new Error(`ended with ${child.process.exitCode}`);
      return accepts(port);
    },
    { everyMs },
  );
}
