import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { rotate } from "../../rotate.ts";
import { identify, type ProcessIdentity } from "./identity.ts";

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Gets everything that the program writes. */
  readonly logFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Detached {
  readonly identity: ProcessIdentity;
  /** Called once, when the process ends while we live; with words for a log. */
  onExit(listener: (how: string) => void): void;
}

/**
 * Starts a program that outlives us: in a session of its own, so that Ctrl-C at our terminal is not for it, and with
 * nothing of ours but its log file. Rejects where it cannot be started.
 */
export async function startDetached(program: Program): Promise<Detached> {
  rotate(program.logFile);
  const log = openSync(program.logFile, "a", 0o600);
  try {
    const child = spawn(program.command, program.args, {
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...program.environment },
      cwd: "/",
    });
    let how: string | null = null;
    const listeners: ((how: string) => void)[] = [];
    child.once("exit", (code, signal) => {
      how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
      for (const listener of listeners) listener(how);
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", reject);
    });
    child.unref();
    const pid = child.pid ?? 0;
    return {
      identity: identify(pid) ?? { pid, started: "", boot: "" },
      onExit(listener) {
        if (how === null) listeners.push(listener);
        else listener(how);
      },
    };
  } finally {
    closeSync(log);
  }
}
