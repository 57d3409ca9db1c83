import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const home = fileURLToPath(new URL("../..", import.meta.url));

/** Bundles the server as it is now, beside its sources, and gives the program's path. */
export async function buildProgram(): Promise<string> {
  // One folder deep, as `dist` is: the program finds its package.json and the room app beside it.
  const outDir = join(home, ".cache");
  await build({ root: home, logLevel: "error", build: { outDir, emptyOutDir: true } });
  return join(outDir, "main.js");
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has printed on standard output so far. */
  printed(): string;
}

/** Runs the program with these settings and nothing else around it. */
export function runProgram(program: string, args: readonly string[], confab: Record<string, string>): Run {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: "/usr/bin:/bin", HOME: "/nonexistent", ...confab },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  return { child, ended, printed: () => out };
}
