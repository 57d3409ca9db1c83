import { openSync, writeSync } from "node:fs";
import { rotate } from "./rotate.ts";

export interface LogSink {
  write(line: string): void;
}

/** Appends to a file that only its owner may read; at once, so that a crash's last words are in it. */
export function fileSink(path: string): LogSink {
  rotate(path);
  const file = openSync(path, "a", 0o600);
  return { write: (line) => void writeSync(file, line) };
}
