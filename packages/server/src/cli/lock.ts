import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import process from "node:process";
import * as v from "valibot";
import { identify, isAlive, type ProcessIdentity } from "../engines/process/identity.ts";

const Holder = v.object({ pid: v.number(), started: v.string(), boot: v.string() });

export interface Lock {
  /** Idempotent. */
  release(): void;
}

/** Another server works on this data directory. */
export class Locked extends Error {
  override readonly name = "Locked";
}

/** The server that works on this data directory; `null` where none does. */
export function lockHolder(path: string): ProcessIdentity | null {
  try {
    const holder = v.parse(Holder, JSON.parse(readFileSync(path, "utf8")));
    return isAlive(holder) ? holder : null;
  } catch {
    return null;
  }
}

/** Makes this process the only one on the data directory. Throws {@link Locked}. */
export function takeLock(path: string): Lock {
  const holder = lockHolder(path);
  if (holder) throw new Locked(`a server is already running on this data directory (pid ${holder.pid})`);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${JSON.stringify(identify(process.pid))}\n`, { mode: 0o600 });
  try {
    rmSync(path, { force: true });
    // A link fails where the name exists, so of two that start at the same time one loses.
    linkSync(own, path);
  } catch {
    throw new Locked("another server has just started on this data directory");
  } finally {
    rmSync(own, { force: true });
  }
  return {
    release() {
      if (lockHolder(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}
