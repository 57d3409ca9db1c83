import { renameSync, statSync } from "node:fs";

const largest = 10 * 1024 * 1024;

/** Sets a log file aside once it is large, before somebody opens it: two files of 10 MB are all there ever is. */
export function rotate(path: string): void {
  try {
    if (statSync(path).size > largest) renameSync(path, `${path}.1`);
  } catch {
    // There is none yet.
  }
}
