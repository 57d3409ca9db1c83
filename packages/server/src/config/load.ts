import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Environment } from "../environment.ts";
import { ConfigError } from "./config-error.ts";
import { type DataDirectory, openDataDirectory } from "./data-directory.ts";
import { type Layer, layerOfFlags, layerOfTree, layerOfVariables, merge } from "./merge.ts";
import type { Config } from "./schema.ts";

export interface Loaded {
  readonly config: Config;
  readonly data: DataDirectory;
  /** The configuration file that was read, if there is one. */
  readonly file: string | null;
}

function configPath({ confab: { CONFAB_CONFIG: path } }: Environment): string | undefined {
  return path;
}

async function readFile(path: string): Promise<Layer | null> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new ConfigError(`${path}: cannot be read: ${(error as Error).message}`);
  }
  const { parse } = await import("yaml");
  try {
    return layerOfTree(parse(text), basename(path));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${path}: is not YAML: ${(error as Error).message.split("\n")[0]}`);
  }
}

/**
 * Reads defaults < file < environment < flags, and opens the data directory. The file is the one of `--config` or
 * `CONFAB_CONFIG`, else `confab.yaml` in the data directory. Throws {@link ConfigError}.
 */
export async function loadConfig(
  environment: Environment,
  flags: ReadonlyMap<string, string>,
): Promise<Loaded> {
  const outer = [layerOfVariables(environment.confab), layerOfFlags(flags)];
  const named = flags.get("config") ?? configPath(environment);
  if (named !== undefined) {
    const layer = await readFile(resolve(named));
    if (!layer) throw new ConfigError(`${named}: there is no such configuration file`);
    const config = merge([layer, ...outer]);
    return { config, data: openDataDirectory(config.dataDir, environment), file: resolve(named) };
  }
  const data = openDataDirectory(merge(outer).dataDir, environment);
  const path = join(data.path, "confab.yaml");
  const layer = await readFile(path);
  if (layer?.has("dataDir")) {
    throw new ConfigError(`${path}: dataDir: a file inside the data directory cannot name it; use --config`);
  }
  return { config: merge(layer ? [layer, ...outer] : outer), data, file: layer ? path : null };
}

/** The data directory alone, for commands that must work however wrong the rest of the configuration is. */
export async function loadDataDirectory(
  environment: Environment,
  flags: ReadonlyMap<string, string>,
): Promise<DataDirectory> {
  const named = flags.get("config") ?? configPath(environment);
  const layers = [layerOfVariables(environment.confab), layerOfFlags(flags)];
  const file = named === undefined ? null : await readFile(resolve(named));
  const config = merge((file ? [file, ...layers] : layers).map(dataDirOnly));
  return openDataDirectory(config.dataDir, environment);
}

function dataDirOnly(layer: Layer): Layer {
  return new Map([...layer].filter(([key]) => key === "dataDir"));
}
