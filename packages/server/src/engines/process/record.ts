import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import type { ProcessIdentity } from "./identity.ts";

const EngineRecordSchema = v.object({
  pid: v.number(),
  started: v.string(),
  boot: v.string(),
  /** Hash of the configuration that the process was started with. */
  configuration: v.string(),
  /** What else the next server must know of it, such as the ports that it got. */
  facts: v.record(v.string(), v.number()),
});

/** What is kept of a running engine, so that the next server can adopt it. */
export type EngineRecord = ProcessIdentity & {
  readonly configuration: string;
  readonly facts: Readonly<Record<string, number>>;
};

/** `null` where there is none, or none that can be understood: then nothing is adopted. */
export function readRecord(path: string): EngineRecord | null {
  try {
    return v.parse(EngineRecordSchema, JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** Whole or not at all. */
export function writeRecord(path: string, record: EngineRecord): void {
  const next = `${path}.next`;
  writeFileSync(next, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(next, path);
}

export function removeRecord(path: string): void {
  rmSync(path, { force: true });
}
