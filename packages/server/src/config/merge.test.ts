import { describe, expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { layerOfFlags, layerOfTree, layerOfVariables, merge } from "./merge.ts";
import { settings } from "./settings.ts";

function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("nothing was wrong");
}

const flags = (entries: Record<string, string>) => layerOfFlags(new Map(Object.entries(entries)));

describe("what is set where", () => {
  test("without anything the defaults hold", () => {
    const config = merge([]);
    expect(config).toMatchObject({
      httpPort: 8080,
      httpsPort: 8443,
      publicUrl: null,
      relay: { mode: "managed", port: 3478, urls: [] },
      room: { capacity: 2, graceSeconds: 120 },
    });
  });

  test("flags win over the environment, the environment over the file", () => {
    const file = layerOfTree({ httpPort: 1, httpsPort: 2, relay: { port: 3 } }, "confab.yaml");
    const around = layerOfVariables({ CONFAB_HTTPS_PORT: "20", CONFAB_RELAY_PORT: "30" });
    const config = merge([file, around, flags({ "relay-port": "300" })]);
    expect([config.httpPort, config.httpsPort, config.relay.port]).toEqual([1, 20, 300]);
    expect(config.relay.tlsPort).toBe(5349);
  });

  test("texts are read as the setting needs them", () => {
    const config = merge([
      layerOfVariables({
        CONFAB_TRUST_PROXIES: "loopback, 10.0.0.0/8",
        CONFAB_METRICS_PUBLIC: "yes",
        CONFAB_HTTPS_PORT: "off",
        CONFAB_RELAY_MODE: "off",
        CONFAB_PUBLIC_URL: "",
        CONFAB_RELAY_SECRET: "12345678",
      }),
    ]);
    expect(config).toMatchObject({
      trustProxies: ["loopback", "10.0.0.0/8"],
      metricsPublic: true,
      httpsPort: "off",
      publicUrl: null,
      relay: { mode: "off", secret: "12345678" },
    });
  });

  test("variables of the scripts and the tests are none of its business", () => {
    expect(layerOfVariables({ CONFAB_SETUP: "yes", CONFAB_DATA: "/x", CONFAB_E2E_ADDRESS: "::1" }).size).toBe(
      0,
    );
  });
});

describe("one clear line", () => {
  test.each([
    [() => layerOfTree({ httpProt: 1 }, "confab.yaml"), "confab.yaml: httpProt: there is no such setting"],
    [
      () => layerOfTree({ HTTP_PORT: 1 }, "confab.yaml"),
      "confab.yaml: HTTP_PORT: there is no such setting; did you mean httpPort?",
    ],
    [
      () => layerOfTree({ relay: { urs: 1 } }, "confab.yaml"),
      "confab.yaml: relay.urs: there is no such setting",
    ],
    [() => layerOfTree(["x"], "confab.yaml"), "confab.yaml: the whole file: expected settings with names"],
    [() => layerOfTree({ relay: 3 }, "confab.yaml"), "confab.yaml: relay: expected settings with names"],
    [
      () => layerOfVariables({ CONFAB_PORT: "1" }),
      /^CONFAB_PORT: there is no such setting; did you mean CONFAB_\w+\?$/,
    ],
    [
      () => merge([layerOfTree({ httpPort: "many" }, "confab.yaml")]),
      'confab.yaml: httpPort: expected a port number from 0 to 65535, not "many"',
    ],
    [
      () => merge([layerOfVariables({ CONFAB_HTTP_PORT: "70000" })]),
      'CONFAB_HTTP_PORT: httpPort: expected a port number from 0 to 65535, not "70000"',
    ],
    [
      () => merge([flags({ "public-url": "calls.example.org" })]),
      '--public-url: publicUrl: expected an http: or https: URL without query and fragment, not "calls.example.org"',
    ],
    [
      () => merge([flags({ "public-address": "my.host" })]),
      '--public-address: publicAddress: expected an IP address, not "my.host"',
    ],
    [
      () => merge([flags({ "trust-proxies": "10.0.0.0/40" })]),
      /^--trust-proxies: trustProxies: expected a list of IP addresses/,
    ],
    [
      () => merge([flags({ "relay-secret": "short" })]),
      "--relay-secret: relay.secret: expected a text of 8 characters or more",
    ],
    [
      () => merge([flags({ "certificate-cert": "/c.pem" })]),
      "certificate: cert and key belong together; only one of them is set",
    ],
    [
      () => merge([flags({ "relay-mode": "external" })]),
      "relay.urls: relay.mode external needs at least one URL",
    ],
    [
      () => merge([flags({ "relay-mode": "external", "relay-urls": "turn:t.example.org" })]),
      "relay.secret: relay.mode external with turn: URLs needs the servers' shared secret",
    ],
    [
      () => merge([flags({ "relay-min-port": "60000", "relay-max-port": "50000" })]),
      "relay.minPort: expected no more than relay.maxPort",
    ],
  ] as const)("%#", (work, expected) => {
    const line = complaint(work);
    if (typeof expected === "string") expect(line).toBe(expected);
    else expect(line).toMatch(expected);
    expect(line).not.toContain("\n");
  });
});

test("every setting says what it is for and what it takes, under names of its own", () => {
  for (const setting of settings) {
    expect(setting.about, setting.key).toMatch(/\.$/);
    expect(setting.expected, setting.key).not.toBe("another value");
  }
  expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
  expect(new Set(settings.map(({ flag }) => flag)).size).toBe(settings.length);
});
