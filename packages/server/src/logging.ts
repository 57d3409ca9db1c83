import { type DestinationStream, pino } from "pino";

/** What the server's parts log through. Fields first, then a message that names one lifecycle step. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log whose every line carries these fields too. */
  child(fields: object): Log;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Fields that must never be written. The last defence: nobody should pass them at all. */
const secretFields = new Set([
  "secret",
  "key",
  "hostKey",
  "guestKey",
  "token",
  "credential",
  "password",
  "sdp",
  "description",
  "opening",
  "candidate",
  "candidates",
  "auth",
  "authorization",
  "cookie",
  "address",
  "remoteAddress",
]);

/** How deep fields are looked into. */
const deepest = 3;

/** The same fields, those that must not be written hidden. Pino's own redaction looks one level down and takes three times as long. */
function masked(fields: object, depth: number): Record<string, unknown> {
  const shown = Object.entries(fields).map(([key, value]) => [
    key,
    secretFields.has(key) ? "[hidden]" : maskedValue(value, depth),
  ]);
  return Object.fromEntries(shown);
}

function maskedValue(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Error) return value;
  if (depth === deepest) return "[deeper]";
  return Array.isArray(value) ? value.map((each) => maskedValue(each, depth + 1)) : masked(value, depth + 1);
}

/** Structured log, one JSON object a line. Secrets, descriptions and full addresses are masked by field name. */
export function createLog(options: { level: LogLevel; to?: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      formatters: { log: (fields) => masked(fields, 1) },
    },
    options.to ?? pino.destination({ fd: 2, sync: true }),
  );
}

/** An address short enough to be logged: the /24 of IPv4, the /48 of IPv6. */
export function shortAddress(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address);
  if (v4) return `${v4[1]}.x`;
  const groups = address.split("%")[0]?.split(":") ?? [];
  return groups.length > 2 ? `${groups.slice(0, 3).join(":")}:x` : "?";
}
