import type { Log } from "../../logging.ts";

export interface Line {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly fields: object;
  readonly message: string;
}

/** Keeps lines instead of writing them. */
export function createKeptLog(lines: Line[] = []): Log & { readonly lines: readonly Line[] } {
  const keep = (level: Line["level"]) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return {
    lines,
    debug: keep("debug"),
    info: keep("info"),
    warn: keep("warn"),
    error: keep("error"),
    child: () => createKeptLog(lines),
  };
}
