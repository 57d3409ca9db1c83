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

/** Fields that must never be written, at the top and one level down. The last defence: nobody should pass them at all. */
const secretFields = [
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
];

/** Structured log, one JSON object a line. Secrets, descriptions and full addresses are masked by field name. */
export function createLog(options: { level: LogLevel; to?: DestinationStream }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: "[hidden]" },
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
