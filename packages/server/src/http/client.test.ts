import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createClientView, limitKey } from "./client.ts";

function from(peer: string, headers: IncomingMessage["headers"] = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  const request = new IncomingMessage(socket);
  request.headers = headers;
  return request;
}

describe("client", () => {
  const view = createClientView(["10.0.0.0/8"]);
  const headers = {
    host: "inner:8080",
    "x-forwarded-for": "203.0.113.9, 192.0.2.1, 10.0.0.2",
    "x-forwarded-host": "meet.example.org",
    "x-forwarded-proto": "https",
  };

  it("is whom the last trusted proxy names", () => {
    const request = from("::ffff:10.0.0.1", headers);
    expect(view.address(request)).toBe("192.0.2.1");
    expect(view.host(request)).toBe("meet.example.org");
    expect(view.secure(request)).toBe(true);
  });

  it("is the peer itself where the peer is not trusted", () => {
    const request = from("198.51.100.7", headers);
    expect(view.address(request)).toBe("198.51.100.7");
    expect(view.host(request)).toBe("inner:8080");
    expect(view.secure(request)).toBe(false);
  });

  it("is the proxy where the proxy names nonsense", () => {
    expect(view.address(from("10.0.0.1", { "x-forwarded-for": "<script>" }))).toBe("10.0.0.1");
  });

  it("is local only if nobody was forwarded", () => {
    expect(view.local(from("127.0.0.1"))).toBe(true);
    expect(view.local(from("::1"))).toBe(true);
    expect(view.local(from("127.0.0.1", { "x-forwarded-for": "127.0.0.1" }))).toBe(false);
    expect(view.local(from("192.0.2.1"))).toBe(false);
  });

  it("cannot be told with a proxy that is none", () => {
    expect(() => createClientView(["not an address"])).toThrow();
  });
});

it.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["", ""],
])("limits count %s as %s", (address, key) => {
  expect(limitKey(address)).toBe(key);
});
