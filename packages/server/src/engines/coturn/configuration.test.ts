import { expect, test } from "vitest";
import { type CoturnSettings, coturnConfiguration } from "./configuration.ts";
import { deniedPeers } from "./denied-peers.ts";

const settings: CoturnSettings = {
  v4: { local: "192.168.1.5", announced: "192.168.1.5" },
  v6: null,
  port: 3478,
  tls: null,
  secret: "s".repeat(43),
  realm: "confab",
  minPort: 49_152,
  maxPort: 65_535,
  maxBps: 1_000,
  userQuota: 4,
  totalQuota: 40,
  directory: "/data/coturn",
  account: null,
};

function lines(changes: Partial<CoturnSettings> = {}): string[] {
  return coturnConfiguration({ ...settings, ...changes })
    .trimEnd()
    .split("\n");
}

test("a relay on the local network listens on, and may relay to, its one address", () => {
  const text = lines();
  expect(text).toEqual(
    expect.arrayContaining([
      "listening-ip=192.168.1.5",
      "relay-ip=192.168.1.5",
      "allowed-peer-ip=192.168.1.5",
      "listening-port=3478",
      "no-tls",
      "no-cli",
      "no-tcp-relay",
      "no-multicast-peers",
      "fingerprint",
      "user-quota=4",
      "total-quota=40",
      "max-bps=1000",
    ]),
  );
  expect(text.filter((line) => line.startsWith("allowed-peer-ip"))).toHaveLength(1);
  expect(text.filter((line) => line.startsWith("denied-peer-ip"))).toHaveLength(deniedPeers.length);
  expect(text).not.toContain("allow-loopback-peers");
});

test("loopback peers are allowed only to a relay on loopback", () => {
  const own = { local: "127.0.0.1", announced: "127.0.0.1" };
  expect(lines({ v4: own })).toContain("allow-loopback-peers");
});

test("behind NAT the public address is announced for the private one", () => {
  const text = lines({ v4: { local: "10.0.0.5", announced: "198.51.100.7" } });
  expect(text).toContain("external-ip=198.51.100.7/10.0.0.5");
  expect(text).toContain("allowed-peer-ip=10.0.0.5");
  expect(text).toContain("allowed-peer-ip=198.51.100.7");
});

test("TLS comes with the configured certificate only, and without its old versions", () => {
  const text = lines({ tls: { port: 5349, cert: "/c.pem", key: "/k.pem" } });
  expect(text).toEqual(
    expect.arrayContaining([
      "tls-listening-port=5349",
      "cert=/c.pem",
      "pkey=/k.pem",
      "no-tlsv1",
      "no-tlsv1_1",
    ]),
  );
  expect(text).not.toContain("no-tls");
});

test("0 bytes per second is no limit", () => {
  expect(lines({ maxBps: 0 }).join("\n")).not.toContain("max-bps");
});

test("nothing is written outside its directory", () => {
  const paths = lines().filter((line) => /=.*\//.test(line));
  expect(paths.map((line) => line.split("=")[1])).toEqual([
    "/data/coturn/users.sqlite",
    "/data/coturn/turnserver.pid",
  ]);
});
