import { join } from "node:path";

/** What is on or off, for the printed summary. */
export interface Running {
  readonly httpsPort: number | null;
  /** Path of the configured certificate; `null` where the local authority signs. */
  readonly certificate: string | null;
  /** Where others find the app; ends with a slash. */
  readonly others: string | null;
  readonly relay: string;
  readonly journal: string;
  /** The configuration file that was read. */
  readonly file: string | null;
  readonly data: string;
  /** Where the log goes; `null` for standard error. */
  readonly log: string | null;
}

function https({ httpsPort, certificate, others }: Running): string {
  if (httpsPort === null) return "off; only this machine, or a proxy in front, can reach the server";
  if (certificate !== null) return `on port ${httpsPort}, with the certificate ${certificate}`;
  const where = others === null ? "" : `: ${others}trust`;
  return `on port ${httpsPort}; devices must trust its certificate once${where}`;
}

export function facts(running: Running): (readonly [name: string, text: string])[] {
  return [
    ["HTTPS", https(running)],
    ["Relay", running.relay],
    ["Recovery", `calls survive a restart of the server; journal ${running.journal}`],
    ["Settings", running.file ?? `defaults; write others to ${join(running.data, "confab.yaml")}`],
    ["Log", running.log ?? "on standard error"],
    ["Stop", "Ctrl-C ends the server and keeps the relay for the next start; npm stop ends both"],
  ];
}
