import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type LocalCertificate, localCertificate, namesOf } from "./local-certificate.ts";

const day = 24 * 60 * 60 * 1000;
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "confab-tls-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function certificate(
  names: readonly string[],
  now = Date.now(),
  must: string | null = null,
): Promise<LocalCertificate> {
  return localCertificate({ directory, names, must, host: "desk", now });
}

const names = ["localhost", "127.0.0.1", "::1", "192.0.2.7", "2001:db8::7", "desk", "desk.local"];

test("the leaf speaks for every address and name, for 397 days at most", async () => {
  const leaf = new X509Certificate((await certificate(names)).cert);
  for (const name of names) {
    expect(leaf.checkHost(name) ?? leaf.checkIP(name), name).toBeDefined();
  }
  expect(namesOf(leaf)).toHaveLength(names.length);
  expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThanOrEqual(397 * day);
});

test("keys are for their owner only", async () => {
  await certificate(names);
  for (const file of readdirSync(directory)) {
    expect(statSync(join(directory, file)).mode & 0o077, file).toBe(0);
  }
});

test("nothing changes while nothing has to", async () => {
  const first = await certificate(names);
  const second = await certificate(names.slice(2));
  expect(second).toEqual({ ...first, changed: "nothing" });
});

test("a new address makes a new leaf of the same authority", async () => {
  const first = await certificate(names);
  const second = await certificate([...names, "192.0.2.8"]);
  expect(second.changed).toBe("leaf");
  expect(second.authority).toBe(first.authority);
  expect(new X509Certificate(second.cert).checkIP("192.0.2.8")).toBeDefined();
});

test("the leaf is renewed 30 days before its end, the authority kept", async () => {
  const first = await certificate(names);
  const later = await certificate(names, Date.now() + 368 * day);
  expect(later.changed).toBe("leaf");
  expect(later.authority).toBe(first.authority);
});

test("a public name that the authority may not speak for makes a new one", async () => {
  await certificate(names);
  const second = await certificate([...names, "calls.example.org"], Date.now(), "calls.example.org");
  expect(second.changed).toBe("authority");
  expect((await certificate([...names, "calls.example.org"], Date.now(), "calls.example.org")).changed).toBe(
    "nothing",
  );
});

test("another machine's name is left out rather than asking everybody to trust anew", async () => {
  await certificate(names);
  expect((await certificate([...names, "renamed"])).changed).toBe("nothing");
});

/** A handshake as a client that trusts the authority makes it. */
async function handshake(pair: LocalCertificate, servername: string): Promise<string> {
  const server = createServer({ cert: pair.cert, key: pair.key }, (_, response) => response.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve) => {
      get({ host: "127.0.0.1", port, servername, ca: pair.authority }, (response) =>
        response.resume().once("end", () => resolve("accepted")),
      ).once("error", (error) => resolve(error.message));
    });
  } finally {
    server.close();
  }
}

test("a client that trusts the authority accepts the leaf", async () => {
  const pair = await certificate(names);
  expect(await handshake(pair, "desk.local")).toBe("accepted");
  expect(await handshake(pair, "localhost")).toBe("accepted");
});

test("a leaf for a foreign name is refused although the authority signed it", async () => {
  const pair = await certificate(names);
  const { issueLeaf } = await import("./authority.ts");
  const key = readFileSync(join(directory, "authority.key"), "utf8");
  const forged = await issueLeaf({ cert: pair.authority, key }, ["bank.example"], Date.now());
  expect(await handshake({ ...pair, ...forged }, "bank.example")).toBe("permitted subtree violation");
});
