import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { configuredCertificate } from "./configured-certificate.ts";
import { localCertificate } from "./local-certificate.ts";

const day = 24 * 60 * 60 * 1000;
let directory: string;
const at = (name: string) => join(directory, name);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "confab-cert-"));
  await localCertificate({ directory, names: ["localhost"], must: null, host: "test", now: Date.now() });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  writeFileSync(at("other.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(at("nonsense"), "hello\n");
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function load(cert: string, key: string, host: string | null = null, now = Date.now()) {
  return configuredCertificate({ cert: at(cert), key: at(key) }, host, now);
}

test("a good pair is taken", () => {
  expect(load("server.crt", "server.key", "localhost").warning).toBeNull();
});

test.each([
  ["missing", "server.key", /^certificate\.cert: .*missing cannot be read: ENOENT/],
  ["server.crt", "missing", /^certificate\.key: .*missing cannot be read: ENOENT/],
  ["nonsense", "server.key", /^certificate\.cert: .*nonsense is not a certificate in PEM form$/],
  ["server.crt", "nonsense", /^certificate\.key: .*nonsense is not an unencrypted private key in PEM form$/],
  [
    "server.crt",
    "other.key",
    /^certificate\.key: .*other\.key does not belong to the certificate in .*server\.crt$/,
  ],
])("%s with %s is refused", (cert, key, expected) => {
  expect(() => load(cert, key)).toThrow(expected);
});

test("an expired certificate is refused, one that is about to expire is warned of", () => {
  expect(() => load("server.crt", "server.key", null, Date.now() + 400 * day)).toThrow(/has expired on /);
  expect(load("server.crt", "server.key", null, Date.now() + 390 * day).warning).toMatch(
    /expires in \d days$/,
  );
});

test("a certificate for another host is warned of", () => {
  expect(load("server.crt", "server.key", "calls.example.org").warning).toMatch(
    /is not for calls\.example\.org, the host of publicUrl$/,
  );
});
