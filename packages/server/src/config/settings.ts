import * as v from "valibot";
import { Config } from "./schema.ts";

/** One leaf of the schema: `relay.tlsPort` in the file, `CONFAB_RELAY_TLS_PORT` around us, `--relay-tls-port` on the line. */
export interface Setting {
  readonly key: string;
  readonly variable: string;
  readonly flag: string;
  readonly about: string;
  readonly expected: string;
  readonly fallback: unknown;
  readonly schema: v.GenericSchema;
}

type AnyOptional = v.OptionalSchema<v.GenericSchema, unknown>;

function isOptional(schema: v.GenericSchema): schema is AnyOptional {
  return schema.type === "optional";
}

function isObject(schema: v.GenericSchema): schema is v.GenericSchema & { entries: v.ObjectEntries } {
  return "entries" in schema;
}

function words(key: string): string[] {
  return key
    .replaceAll(".", "-")
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .split("-");
}

function leaf(key: string, schema: v.GenericSchema, fallback: unknown): Setting {
  const { expected } = v.getMetadata(schema);
  return {
    key,
    variable: `CONFAB_${words(key).join("_").toUpperCase()}`,
    flag: words(key).join("-"),
    about: v.getDescription(schema) ?? "",
    expected: typeof expected === "string" ? expected : "another value",
    fallback,
    schema,
  };
}

function walk(entries: v.ObjectEntries, prefix: string): Setting[] {
  return Object.entries(entries).flatMap(([name, entry]) => {
    const key = prefix + name;
    const schema = entry as v.GenericSchema;
    if (!isOptional(schema)) throw new Error(`setting ${key} has no default`);
    const inner = schema.wrapped;
    return isObject(inner) ? walk(inner.entries, `${key}.`) : [leaf(key, inner, schema.default)];
  });
}

/** All settings, in the schema's order. */
export const settings: readonly Setting[] = walk(Config.entries, "");
