import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, type ProcessIdentity } from "./identity.ts";

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    if (isAlive(identity)) process.kill(identity.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function gone(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(25)) {
    if (!isAlive(identity)) return true;
  }
  return !isAlive(identity);
}

/** Asks a process to end, makes it after `patienceMs`, and resolves with whether it is gone. Throws `EPERM` where it is somebody else's. */
export async function stopProcess(identity: ProcessIdentity, patienceMs: number): Promise<boolean> {
  signal(identity, "SIGTERM");
  if (await gone(identity, patienceMs)) return true;
  signal(identity, "SIGKILL");
  return gone(identity, 2_000);
}
