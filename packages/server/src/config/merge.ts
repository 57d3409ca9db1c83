import * as v from "valibot";
import { ConfigError } from "./config-error.ts";
import { Config } from "./schema.ts";
import { type Setting, settings } from "./settings.ts";

/** Where a value came from, as people would say it: `confab.yaml`, `CONFAB_HTTP_PORT`, `--http-port`. */
export interface Given {
  readonly value: unknown;
  readonly source: string;
}

/** Values by key, of one source. */
export type Layer = ReadonlyMap<string, Given>;

const prefix = "CONFAB_";

/** Variables with the prefix that are no settings: they speak to scripts and tests, or choose where settings are. */
const otherVariables = /^CONFAB_(SETUP|DATA|CONFIG|E2E_.*|BENCH_.*)$/;

/** What a text from the environment or the command line may have meant, the likeliest last. */
function readings(text: string): unknown[] {
  const list = text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const meanings: unknown[] = [list, text];
  if (/^-?\d+(\.\d+)?$/.test(text)) meanings.push(Number(text));
  if (/^(true|yes|on)$/i.test(text)) meanings.push(true);
  if (/^(false|no|off)$/i.test(text)) meanings.push(false);
  if (text === "") meanings.push(null);
  return meanings.reverse();
}

function interpret(setting: Setting, text: string): unknown {
  const [meaning] = readings(text).filter((value) => v.is(setting.schema, value));
  return meaning === undefined ? text : meaning;
}

function nearest(name: string, names: readonly string[]): string {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const like =
    names.find((known) => letters(known) === letters(name)) ??
    names.find((known) => letters(known).includes(letters(name)) || letters(name).includes(letters(known)));
  return like === undefined ? "" : `; did you mean ${like}?`;
}

/** The file's tree as a layer. Throws a {@link ConfigError} that names an unknown key. */
export function layerOfTree(tree: unknown, source: string): Layer {
  const layer = new Map<string, Given>();
  const visit = (node: unknown, prefix: string) => {
    if (typeof node !== "object" || node === null || Array.isArray(node)) {
      const where = prefix === "" ? "the whole file" : prefix.slice(0, -1);
      throw new ConfigError(`${source}: ${where}: expected settings with names`);
    }
    for (const [name, value] of Object.entries(node)) {
      const key = prefix + name;
      if (settings.some((setting) => setting.key === key)) layer.set(key, { value, source });
      else if (settings.some((setting) => setting.key.startsWith(`${key}.`))) visit(value ?? {}, `${key}.`);
      else {
        const keys = settings.map((setting) => setting.key);
        throw new ConfigError(`${source}: ${key}: there is no such setting${nearest(key, keys)}`);
      }
    }
  };
  visit(tree ?? {}, "");
  return layer;
}

/** Texts by variable name as a layer. Throws a {@link ConfigError} that names an unknown variable. */
export function layerOfVariables(variables: Readonly<Record<string, string>>): Layer {
  const layer = new Map<string, Given>();
  for (const [name, text] of Object.entries(variables)) {
    if (otherVariables.test(name)) continue;
    const setting = settings.find((known) => known.variable === name);
    if (!setting) {
      const names = settings.map((known) => known.variable.slice(prefix.length));
      const like = nearest(name.slice(prefix.length), names).replace("mean ", `mean ${prefix}`);
      throw new ConfigError(`${name}: there is no such setting${like}`);
    }
    layer.set(setting.key, { value: interpret(setting, text), source: name });
  }
  return layer;
}

/** Texts by flag name, without dashes, as a layer. The command line's parser has refused unknown ones already. */
export function layerOfFlags(flags: ReadonlyMap<string, string>): Layer {
  const layer = new Map<string, Given>();
  for (const setting of settings) {
    const text = flags.get(setting.flag);
    if (text !== undefined)
      layer.set(setting.key, { value: interpret(setting, text), source: `--${setting.flag}` });
  }
  return layer;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Later layers win. Throws a {@link ConfigError} naming key and source of the first wrong value. */
export function merge(layers: readonly Layer[]): Config {
  const tree: Record<string, unknown> = {};
  for (const setting of settings) {
    const given = layers.findLast((layer) => layer.has(setting.key))?.get(setting.key);
    if (!given) continue;
    if (!v.is(setting.schema, given.value)) {
      const secret = setting.key.endsWith("secret") ? "" : `, not ${shown(given.value)}`;
      throw new ConfigError(`${given.source}: ${setting.key}: expected ${setting.expected}${secret}`);
    }
    const [first = "", second] = setting.key.split(".");
    if (second === undefined) tree[first] = given.value;
    else tree[first] = { ...(tree[first] as object | undefined), [second]: given.value };
  }
  const config = v.parse(Config, tree);
  checkTogether(config);
  return config;
}

/** What no single setting can be blamed for. */
function checkTogether(config: Config): void {
  const { certificate, relay } = config;
  if ((certificate.cert === null) !== (certificate.key === null)) {
    throw new ConfigError("certificate: cert and key belong together; only one of them is set");
  }
  if (relay.minPort > relay.maxPort) {
    throw new ConfigError("relay.minPort: expected no more than relay.maxPort");
  }
  if (relay.mode === "external" && relay.urls.length === 0) {
    throw new ConfigError("relay.urls: relay.mode external needs at least one URL");
  }
  const turn = relay.urls.some((url) => url.startsWith("turn"));
  if (relay.mode === "external" && turn && relay.secret === null) {
    throw new ConfigError(
      "relay.secret: relay.mode external with turn: URLs needs the servers' shared secret",
    );
  }
}
