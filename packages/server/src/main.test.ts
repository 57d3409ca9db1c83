import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { waitFor } from "./engines/relay/testing/wait-for.ts";
import { buildProgram, type Ended, type Run, runProgram } from "./testing/program.ts";

let program: string;
let data: string;
let settings: Record<string, string>;
const runs: Run[] = [];

beforeAll(async () => {
  program = await buildProgram();
}, 120_000);

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "confab-main-"));
  settings = {
    CONFAB_DATA: data,
    CONFAB_HTTP_PORT: "0",
    CONFAB_HTTPS_PORT: "0",
    CONFAB_PUBLIC_ADDRESS: "127.0.0.1",
    CONFAB_RELAY_PORT: "26780",
  };
});
afterEach(async () => {
  for (const run of runs.splice(0)) run.child.kill("SIGKILL");
  await command("stop");
  rmSync(data, { recursive: true, force: true });
});

function start(changes: Record<string, string> = {}): Run {
  const run = runProgram(program, ["start"], { ...settings, ...changes });
  runs.push(run);
  return run;
}

function command(...args: string[]): Promise<Ended> {
  return runProgram(program, args, settings).ended;
}

async function running(changes: Record<string, string> = {}): Promise<Run & { host: URL }> {
  const run = start(changes);
  const host = await waitFor("the links are printed", () => {
    if (run.child.exitCode !== null) throw new Error(`ended with ${run.child.exitCode}`);
    return /http:\/\/localhost:\S+/.exec(run.printed())?.[0];
  });
  return { ...run, host: new URL(host) };
}

async function stopped(run: Run, signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
  run.child.kill(signal);
  return run.ended;
}

const relayPid = () =>
  (JSON.parse(readFileSync(join(data, "coturn/engine.json"), "utf8")) as { pid: number }).pid;

/** The one line that a failed command says. */
function line({ err }: Ended): string {
  const lines = err.trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

describe("a server", () => {
  test("prints links that work, over HTTP here and HTTPS for whoever trusts its authority", async () => {
    const run = await running();
    expect((await fetch(new URL("/healthz", run.host))).status).toBe(200);
    const ca = await (await fetch(new URL("/ca.crt", run.host))).text();
    expect(ca).toBe(readFileSync(join(data, "tls/authority.crt"), "utf8"));
    const https = Number(/HTTPS +on port (\d+)/.exec(run.printed())?.[1]);
    const status = await new Promise((resolve, reject) => {
      const options = { host: "localhost", port: https, path: "/healthz", ca, agent: false };
      get(options, (response) => resolve(response.resume().statusCode)).once("error", reject);
    });
    expect(status).toBe(200);
    expect(run.printed()).toMatch(/Relay +coturn on port \d+, UDP and TCP/);
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "ends well on %s, and leaves the relay to the next one",
    async (signal) => {
      const first = await running();
      const pid = relayPid();
      expect((await stopped(first, signal)).code).toBe(0);
      const second = await running();
      expect(second.printed()).toContain("still running from before");
      expect(relayPid()).toBe(pid);
      expect(second.host.pathname + second.host.hash).toBe(first.host.pathname + first.host.hash);
    },
  );

  test("comes back after a crash", async () => {
    const first = await running();
    const pid = relayPid();
    await stopped(first, "SIGKILL");
    const second = await running();
    expect(relayPid()).toBe(pid);
    expect(second.host.hash).toBe(first.host.hash);
  });

  test("serves below the base path of its public URL", async () => {
    const run = await running({ CONFAB_PUBLIC_URL: "https://calls.example.org/talk/" });
    expect(run.host.pathname).toMatch(/^\/talk\/r\//);
    expect(run.printed()).toContain("https://calls.example.org/talk/r/");
    expect((await fetch(new URL("/talk/ca.crt", run.host))).status).toBe(200);
  });

  test("goes on without a relay where there is to be none", async () => {
    const run = await running({ CONFAB_RELAY_MODE: "off" });
    expect(run.printed()).toContain("Relay     off by relay.mode");
  });
});

describe("the commands", () => {
  test("status tells what runs, stop ends it all", async () => {
    const run = await running();
    const relay = relayPid();
    const status = await command("status");
    expect(status.code).toBe(0);
    expect(status.out).toContain(`Room server: runs (pid ${run.child.pid}).`);
    expect(status.out).toContain(`Relay: coturn (pid ${relay}) on port`);
    expect(status.out).toContain("answers.");

    const stop = await command("stop");
    expect(stop.code).toBe(0);
    expect((await run.ended).code).toBe(0);
    expect(stop.out).toContain(`The relay has ended (pid ${relay}).`);

    const after = await command("status");
    expect(after.code).toBe(1);
    expect(after.out).toContain("Room server: does not run.\nRelay: no coturn of ours runs.");
    expect((await command("stop")).code).toBe(0);
  });

  test("version and help need nothing", async () => {
    expect((await command("version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await command("help")).out).toContain("confab start");
  });
});

describe("a server that cannot start says why in one line", () => {
  test("when one runs already", async () => {
    const first = await running();
    const second = await start().ended;
    expect(second.code).toBe(1);
    expect(line(second)).toBe(
      `confab: a server is already running on this data directory (pid ${first.child.pid})`,
    );
  });

  test.each(["CONFAB_HTTP_PORT", "CONFAB_HTTPS_PORT"])("when the port of %s is taken", async (variable) => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as AddressInfo;
    const ended = await start({ [variable]: String(port), CONFAB_LOG_LEVEL: "silent" }).ended;
    await new Promise((resolve) => stranger.close(resolve));
    expect(ended.code).toBe(1);
    expect(existsSync(join(data, "coturn/engine.json"))).toBe(false);
    expect(line(ended)).toMatch(
      new RegExp(`^confab: port ${port} is taken by .*\\(pid \\d+\\); stop it, or set http`),
    );
  });

  test.each([
    [{ CONFAB_HTTP_PORT: "x" }, "CONFAB_HTTP_PORT: httpPort: expected a port number"],
    [{ CONFAB_PORT: "1" }, "CONFAB_PORT: there is no such setting"],
    [{ CONFAB_CONFIG: "/nonexistent.yaml" }, "/nonexistent.yaml: there is no such configuration file"],
    [{ CONFAB_CERTIFICATE_CERT: "/c", CONFAB_CERTIFICATE_KEY: "/k" }, "certificate.cert: /c cannot be read"],
    [{ CONFAB_DATA: "/dev/null/confab" }, "dataDir: /dev/null/confab cannot be used"],
  ])("when the configuration is wrong: %j", async (changes, expected) => {
    const ended = await start(changes as Record<string, string>).ended;
    expect(ended.code).toBe(2);
    expect(line(ended)).toContain(`confab: ${expected}`);
  });

  test("when the command line is wrong", async () => {
    const ended = await command("start", "--nonsense");
    expect(ended.code).toBe(2);
    expect(line(ended)).toBe("confab: Unknown option '--nonsense'; try: confab help");
  });

  test("when the journal is damaged", async () => {
    writeFileSync(join(data, "rooms.sqlite"), "this is no database, however long the text may be".repeat(50));
    const ended = await start().ended;
    expect(ended.code).toBe(1);
    expect(line(ended)).toContain("rooms.sqlite");
  });
});
