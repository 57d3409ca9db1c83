import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { relayCredentials } from "./credentials.ts";
import { createIceSource, type RelayOffer } from "./ice-source.ts";
import { relayUrls, sortUrls } from "./urls.ts";

const ada = "AAAAAAAAAAAAAAAA";
const clock = { now: () => 1_800_000_000_500, after: () => () => {} };
const urls = relayUrls({ hosts: ["192.0.2.7", "2001:db8::7"], port: 3478, tls: null });

function source(offer: RelayOffer) {
  return createIceSource({ clock, offer: () => offer });
}

test("URLs name every address by UDP and TCP, IPv6 in brackets", () => {
  expect(urls).toEqual({
    stun: ["stun:192.0.2.7:3478", "stun:[2001:db8::7]:3478"],
    turn: [
      "turn:192.0.2.7:3478?transport=udp",
      "turn:[2001:db8::7]:3478?transport=udp",
      "turn:192.0.2.7:3478?transport=tcp",
      "turn:[2001:db8::7]:3478?transport=tcp",
    ],
  });
});

test("TLS goes by the name that the certificate is for", () => {
  const { turn } = relayUrls({
    hosts: ["192.0.2.7"],
    port: 3478,
    tls: { host: "calls.example.org", port: 5349 },
  });
  expect(turn.at(-1)).toBe("turns:calls.example.org:5349?transport=tcp");
});

test("credentials name the participant and live for twelve hours", () => {
  const { username, credential } = relayCredentials("secret", ada, clock.now());
  expect(username).toBe(`${1_800_000_000 + 12 * 3600}:${ada}`);
  expect(credential).toBe(createHmac("sha1", "secret").update(username).digest("base64"));
});

test("outside there is STUN alone, and word of a relay", () => {
  expect(source({ urls, secret: "secret" }).outside()).toEqual({
    servers: [{ urls: urls.stun }],
    relay: true,
  });
});

test("members get TURN with credentials of their own", () => {
  const ice = source({ urls, secret: "secret" }).member(ada);
  expect(ice.relay).toBe(true);
  expect(ice.expiresInMs).toBe(12 * 60 * 60 * 1000);
  expect(ice.servers[1]).toEqual({ urls: urls.turn, ...relayCredentials("secret", ada, clock.now()) });
});

test("without a relay there is nothing", () => {
  expect(source(null).outside()).toEqual({ servers: [], relay: false });
  expect(source(null).member(ada)).toEqual({ servers: [], relay: false });
});

test("external servers that only do STUN need no secret", () => {
  const offer = { urls: sortUrls(["stun:stun.example.org"]), secret: null };
  expect(source(offer).member(ada)).toEqual({
    servers: [{ urls: ["stun:stun.example.org"] }],
    relay: false,
  });
});
