import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, it } from "vitest";
import { createOriginCheck } from "./origin.ts";

const allowed = createOriginCheck({
  publicUrl: "https://meet.example.org/confab/",
  allowedOrigins: ["https://intranet.example.org"],
  hostOf: (request) => request.headers.host,
});

function from(origin: string | undefined, host: string): boolean {
  const request = new IncomingMessage(new Socket());
  request.headers = { host, ...(origin === undefined ? {} : { origin }) };
  return allowed(request);
}

it.each([
  [undefined, "a.example:8080", true],
  ["http://a.example:8080", "a.example:8080", true],
  ["https://a.example", "a.example", true],
  ["https://a.example", "a.example:443", true],
  ["http://[::1]:8080", "[::1]:8080", true],
  ["https://meet.example.org", "10.0.0.1:8080", true],
  ["https://intranet.example.org", "10.0.0.1:8080", true],
  ["https://a.example", "b.example", false],
  ["https://a.example:8443", "a.example", false],
  ["http://meet.example.org", "10.0.0.1:8080", false],
  ["null", "a.example", false],
  ["file://", "", false],
  ["chrome-extension://a.example", "a.example", false],
  ["https://a.example@b.example", "a.example", false],
])("[C8] origin %s at host %s: %s", (origin, host, verdict) => {
  expect(from(origin, host)).toBe(verdict);
});
