import { readdirSync, readFileSync, readlinkSync } from "node:fs";

function lines(path: string): string[][] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  } catch {
    return [];
  }
}

/** State of a listening socket in /proc/net/tcp. */
const listening = "0A";

function socketsOn(port: number): Set<string> {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = [...lines("/proc/net/tcp"), ...lines("/proc/net/tcp6")];
  return new Set(
    rows
      .filter((columns) => columns[1]?.endsWith(`:${hex}`) && columns[3] === listening)
      .map((columns) => `socket:[${columns[9]}]`),
  );
}

function holds(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    // Somebody else's process, or one that has just ended.
    return false;
  }
}

/** Who listens on a TCP port, such as `nginx (pid 812)`; `null` where /proc does not tell us. */
export function portOwner(port: number): string | null {
  const sockets = socketsOn(port);
  if (sockets.size === 0) return null;
  let pids: string[];
  try {
    pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  const pid = pids.find((each) => holds(each, sockets));
  if (pid === undefined) return null;
  try {
    return `${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (pid ${pid})`;
  } catch {
    return `pid ${pid}`;
  }
}
