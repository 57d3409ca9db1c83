import { homedir } from "node:os";
import process from "node:process";

/** What the surroundings tell a process; read once, at its start. */
export interface Environment {
  /** Variables that begin with `CONFAB_`. */
  readonly confab: Readonly<Record<string, string>>;
  readonly stateHome: string | null;
  readonly home: string;
  readonly path: string;
  readonly user: number | null;
}

export function readEnvironment(): Environment {
  const { XDG_STATE_HOME, HOME, PATH } = process.env;
  const confab: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith("CONFAB_") && value !== undefined) confab[name] = value;
  }
  return {
    confab,
    stateHome: XDG_STATE_HOME || null,
    home: HOME || homedir(),
    path: PATH || "/usr/bin:/bin",
    user: process.getuid?.() ?? null,
  };
}
