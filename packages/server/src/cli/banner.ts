/** What a person wants to know when the server has started. */
export interface Started {
  readonly version: string;
  /** For this machine: the host's link. */
  readonly here: string;
  /** For other devices: the guests' link; `null` where there is no way in from outside. */
  readonly others: string | null;
  /** The second link as a drawing of lines, if it should be shown. */
  readonly qr: string | null;
  readonly facts: readonly (readonly [name: string, text: string])[];
  readonly notes: readonly string[];
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

export function banner(started: Started): string {
  const width = Math.max(...started.facts.map(([name]) => name.length));
  const facts = started.facts.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
  const others =
    started.others === null
      ? ["  There is no network, so nobody else can come in."]
      : ["  For others on the network, and for your phone:", `  ${started.others}`];
  return [
    "",
    `Confab ${started.version} is running. Open these two links for a first call.`,
    "",
    "  On this machine:",
    `  ${started.here}`,
    "",
    ...others,
    ...(started.qr === null ? [] : ["", indent(started.qr)]),
    "",
    ...facts,
    ...(started.notes.length === 0 ? [] : ["", ...started.notes.map((note) => `  Note: ${note}.`)]),
    "",
    "",
  ].join("\n");
}
