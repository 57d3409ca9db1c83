import { settings } from "../config/settings.ts";

/** Text of `confab help`. */
export function helpText(version: string): string {
  const width = Math.max(...settings.map(({ flag }) => flag.length)) + 2;
  const flags = settings.map(
    ({ flag, about }) => `  --${flag.padEnd(width)} ${about.split(". ")[0]?.replace(/\.$/, "")}`,
  );
  return `Confab ${version}: audio and video calls on your own server.

  confab start      runs the room server; the default
  confab stop       ends the room server and the relay
  confab status     says what runs
  confab help       this
  confab version

Settings, in the file, around us as CONFAB_..., or here:
  --${"config".padEnd(width)} YAML file with settings; otherwise confab.yaml in the data directory
${flags.join("\n")}

Exit codes: 0 all went well, 1 failed while running (a port is taken, say; status: the server does not run),
2 wrong configuration or command line.
`;
}
