import { createSocket } from "node:dgram";
import { readdirSync, rmSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive } from "../process/identity.ts";
import { type LocalRelay, localRelay } from "../relay/testing/local-relay.ts";
import { waitFor } from "../relay/testing/wait-for.ts";

let relay: LocalRelay;

beforeEach(() => {
  relay = localRelay(27_780);
});
afterEach(() => relay.remove());

test("what it keeps is for its owner only, and all in its directory", async () => {
  const engine = relay.engine();
  await engine.launch();
  await waitFor("the relay answers", () => engine.probe());
  for (const file of ["secret", "turnserver.conf", "turnserver.log", "engine.json"]) {
    expect(statSync(join(relay.directory, file)).mode & 0o077, file).toBe(0);
  }
  expect(readdirSync(relay.directory)).toContain("turnserver.pid");
});

/** Somebody else on any port of this machine. */
async function stranger(kind: string): Promise<{ port: number; close: () => Promise<void> }> {
  if (kind === "udp") {
    const socket = createSocket("udp4");
    await new Promise<void>((resolve) => socket.bind(0, "0.0.0.0", resolve));
    return { port: socket.address().port, close: () => new Promise((done) => socket.close(() => done())) };
  }
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((done) => server.close(() => done())) };
}

test.each(["udp", "tcp"])("a port that is taken over %s is left to its owner", async (kind) => {
  const { port, close } = await stranger(kind);
  try {
    const engine = relay.engine({ wanted: { ...relay.wanted, port } });
    await engine.launch();
    await waitFor("the relay answers", () => engine.probe());
    expect(engine.ports().plain).toBeGreaterThan(port);
  } finally {
    await close();
  }
});

test("nothing is adopted that does not answer to its record", async () => {
  const engine = relay.engine();
  const launched = await engine.launch();
  await waitFor("the relay answers", () => engine.probe());
  expect(engine.isCurrent()).toBe(true);
  const others = relay.engine({ certificate: null, addresses: () => otherAddresses });
  expect(others.isCurrent()).toBe(false);
  expect((await others.launch()).process.pid).not.toBe(launched.process.pid);
});

test("a relay that was started but not written down is ended, not left beside a second one", async () => {
  const engine = relay.engine();
  const first = await engine.launch();
  await waitFor("the relay answers", () => engine.probe());
  rmSync(join(relay.directory, "engine.json"));
  const second = await relay.engine().launch();
  expect(second.adopted).toBe(false);
  expect(isAlive(first.process)).toBe(false);
});

const otherAddresses = {
  main: "127.0.0.1",
  v4: { local: "127.0.0.1", announced: "127.0.0.1" },
  v6: null,
  lan: [],
  host: "test",
  loopbackOnly: true,
};
