import { accessSync, chmodSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "../environment.ts";
import { ConfigError } from "./config-error.ts";

export interface DataDirectory {
  readonly path: string;
  /** Why it is not where one would look for it; `null` when it is. */
  readonly note: string | null;
}

function open(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
}

/** Keeps others out even where the directory was made by somebody with a generous umask. */
function shut(path: string): void {
  try {
    chmodSync(path, 0o700);
  } catch {
    // Belongs to somebody else who lets us write; what is secret in it has its own mode.
  }
}

/**
 * Makes and opens the data directory: the configured one, else `CONFAB_DATA`, else the XDG state directory
 * (XDG Base Directory Specification), else, when that cannot be written to, `./data`.
 */
export function openDataDirectory(configured: string | null, environment: Environment): DataDirectory {
  const { CONFAB_DATA: named } = environment.confab;
  const chosen = configured ?? named ?? null;
  if (chosen !== null) {
    const path = resolve(chosen);
    try {
      open(path);
    } catch (error) {
      throw new ConfigError(`dataDir: ${path} cannot be used: ${(error as Error).message}`);
    }
    return { path, note: null };
  }
  const usual = join(environment.stateHome ?? join(environment.home, ".local", "state"), "confab");
  try {
    open(usual);
    shut(usual);
    return { path: usual, note: null };
  } catch {
    const path = resolve("data");
    try {
      open(path);
      shut(path);
    } catch (error) {
      throw new ConfigError(
        `dataDir: neither ${usual} nor ${path} can be written to; name another directory: ${(error as Error).message}`,
      );
    }
    return { path, note: `${usual} cannot be written to, so data goes to ${path}` };
  }
}
