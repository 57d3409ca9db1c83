import { parseArgs } from "node:util";
import { ConfigError } from "../config/config-error.ts";
import { settings } from "../config/settings.ts";

const commands = ["start", "stop", "status", "help", "version"] as const;
export type CommandName = (typeof commands)[number];

export interface Command {
  readonly name: CommandName;
  /** Settings and `config`, by flag name without dashes. */
  readonly flags: ReadonlyMap<string, string>;
}

/** What processes end with. */
export const exitCode = { ok: 0, failed: 1, usage: 2 } as const;

function isCommand(text: string): text is CommandName {
  return commands.some((name) => name === text);
}

/** Reads the command line, without the program's name. No command means `start`. Throws {@link ConfigError}. */
export function parseCommand(args: readonly string[]): Command {
  const options = Object.fromEntries([
    ...settings.map(({ flag }) => [flag, { type: "string" as const }]),
    ["config", { type: "string" as const }],
    ["help", { type: "boolean" as const, short: "h" }],
    ["version", { type: "boolean" as const, short: "v" }],
  ]) as Record<string, { type: "string" | "boolean"; short?: string }>;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { help, version } = values;
    const flags = new Map<string, string>();
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === "string") flags.set(name, value);
    }
    const [word = "start", ...rest] = positionals;
    if (!isCommand(word)) throw new ConfigError(`there is no command ${word}; try: confab help`);
    if (rest.length > 0) throw new ConfigError(`${word} takes no further words; ${rest[0]} is too much`);
    if (help) return { name: "help", flags };
    if (version) return { name: "version", flags };
    return { name: word, flags };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const [line = ""] = (error as Error).message.split(/\.\s/);
    throw new ConfigError(`${line}; try: confab help`);
  }
}
