import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem, type } from "node:os";

/** What the figures were measured on, without anything that names the machine. */
export function describeMachine(): Readonly<Record<string, string>> {
  const [processor] = cpus();
  const chromium = /[\d.]+/.exec(
    execFileSync("/usr/bin/chromium", ["--version"], { stdio: ["ignore", "pipe", "ignore"] }).toString(),
  );
  return {
    system: type(),
    processors: `${cpus().length} x ${processor?.model ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version.slice(1),
    chromium: chromium?.[0] ?? "unknown",
    // Of the last minute, by whatever ran before: above 0.5 somebody else was using the machine.
    load: loadavg()[0]?.toFixed(1) ?? "unknown",
  };
}
