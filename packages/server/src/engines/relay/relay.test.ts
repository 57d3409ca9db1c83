import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Coturn } from "../coturn/engine.ts";
import { stopProcess } from "../process/stop.ts";
import type { Launched } from "../process/supervisor.ts";
import { relayCredentials } from "./credentials.ts";
import { type LocalRelay, localRelay, loopbackAddresses } from "./testing/local-relay.ts";
import { createTurnClient, type TurnClient } from "./testing/turn-client.ts";
import { waitFor } from "./testing/wait-for.ts";

const ada = "AAAAAAAAAAAAAAAA";

let relay: LocalRelay;
let engine: Coturn;
let launched: Launched;

beforeAll(async () => {
  relay = localRelay(24_780);
  engine = relay.engine();
  launched = await engine.launch();
  await waitFor("the relay answers", () => engine.probe());
});
afterAll(async () => {
  await stopProcess(launched.process, 4_000);
  await relay.remove();
});

function client(secret = engine.secret, lifeMs = 60_000, family: 4 | 6 = 4): TurnClient {
  const address = family === 4 ? "127.0.0.1" : "::1";
  return createTurnClient(
    { address, port: engine.ports().plain },
    relayCredentials(secret, ada, Date.now(), lifeMs),
  );
}

describe("who may allocate", () => {
  test("a participant with fresh credentials", async () => {
    const turn = client();
    const { code, relayed } = await turn.allocate();
    expect(code).toBe(0);
    expect(relayed?.address).toBe("127.0.0.1");
    await turn.close();
  });

  test("nobody with a credential made from another secret", async () => {
    const turn = client("another secret altogether");
    expect((await turn.allocate()).code).toBe(401);
    await turn.close();
  });

  test("nobody with an expired credential", async () => {
    const turn = client(engine.secret, -60_000);
    expect((await turn.allocate()).code).toBe(401);
    await turn.close();
  });
});

test("where there is only IPv6, a client that asks for no family is given it", async () => {
  const six = localRelay(24_880);
  const own = { local: "::1", announced: "::1" };
  const alone = six.engine({ addresses: () => ({ ...loopbackAddresses, main: "::1", v4: null, v6: own }) });
  try {
    await alone.launch();
    await waitFor("the relay answers", () => alone.probe());
    const turn = createTurnClient(
      { address: "::1", port: alone.ports().plain },
      relayCredentials(alone.secret, ada, Date.now()),
    );
    expect(await turn.allocate()).toMatchObject({ code: 0, relayed: { address: "::1" } });
    await turn.close();
  } finally {
    await six.remove();
  }
});

const refused4 = [
  "0.0.0.1",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.2",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.254",
  "192.0.0.8",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
];

const refused6 = [
  "::",
  "::2",
  "::7f00:2",
  "::a00:1",
  "::ffff:127.0.0.1",
  "::ffff:127.0.0.2",
  "::ffff:10.0.0.1",
  "::ffff:192.168.1.1",
  "::ffff:169.254.169.254",
  "::ffff:0:10.0.0.1",
  "64:ff9b::10.0.0.1",
  "64:ff9b:1::a00:1",
  "100::1",
  "2001::1",
  "2001:10::1",
  "2001:db8::1",
  "2002:a00:1::1",
  "3fff::1",
  "5f00::1",
  "fc00::1",
  "fd00::1",
  "fe80::1",
  "febf::1",
  "fec0::1",
  "ff02::1",
  "ff0e::1",
];

describe("where a relay sends packets", () => {
  test.each([
    [4, refused4],
    [6, refused6],
  ] as const)("not to special-purpose addresses of IPv%i", async (family, peers) => {
    const turn = client(engine.secret, 60_000, family);
    expect((await turn.allocate(family)).code).toBe(0);
    const answers = [];
    for (const [index, address] of peers.entries()) {
      const permission = await turn.createPermission(address);
      const channel = await turn.channelBind(0x4000 + index, { address, port: 80 });
      answers.push({ address, permission, channel });
    }
    expect(answers).toEqual(peers.map((address) => ({ address, permission: 403, channel: 403 })));
    await turn.close();
  });

  test.each([
    [4, "127.0.0.1", "8.8.8.8"],
    [6, "::1", "2a00:1450::1"],
  ] as const)("to itself and to public addresses of IPv%i", async (family, own, open) => {
    const turn = client(engine.secret, 60_000, family);
    const { code, relayed } = await turn.allocate(family);
    expect(code).toBe(0);
    expect(relayed?.address).toBe(own);
    expect(await turn.createPermission(own)).toBe(0);
    expect(await turn.channelBind(0x4000, { address: own, port: 52_000 })).toBe(0);
    expect(await turn.createPermission(open)).toBe(0);
    await turn.close();
  });
});
