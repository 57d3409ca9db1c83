import { describe, expect, it } from "vitest";
import { inviteLink, isRoomName, readInvite, routeOf, toRoomName } from "./routes.ts";

const root = new URL("https://meet.example.org/");
const deep = new URL("https://example.org/tools/meet/");
const key = "AbCdEfGhIjKlMnOpQrStUv";

describe("routeOf", () => {
  it.each([
    ["https://meet.example.org/", { page: "start" }],
    ["https://meet.example.org/trust", { page: "trust" }],
    ["https://meet.example.org/trust/", { page: "trust" }],
    [`https://meet.example.org/r/quiet-otter#${key}`, { page: "room", room: "quiet-otter", key }],
    ["https://meet.example.org/r/quiet-otter", { page: "room", room: "quiet-otter", key: null }],
    ["https://meet.example.org/r/quiet-otter#short", { page: "room", room: "quiet-otter", key: null }],
    ["https://meet.example.org/r/", { page: "unknown" }],
    ["https://meet.example.org/r/Quiet", { page: "unknown" }],
    ["https://meet.example.org/r/a/b", { page: "unknown" }],
    ["https://meet.example.org/else", { page: "unknown" }],
  ])("%s", (address, route) => {
    expect(routeOf(new URL(address), root)).toEqual(route);
  });

  it("counts from the base path", () => {
    expect(routeOf(new URL(`https://example.org/tools/meet/r/owl#${key}`), deep)).toEqual({
      page: "room",
      room: "owl",
      key,
    });
    expect(routeOf(new URL("https://example.org/tools/meet/"), deep)).toEqual({ page: "start" });
    expect(routeOf(new URL("https://example.org/elsewhere"), deep)).toEqual({ page: "unknown" });
  });
});

describe("readInvite", () => {
  it.each([
    [`https://meet.example.org/r/owl#${key}`, { room: "owl", key }],
    [`  http://192.168.1.5:8443/r/owl/#${key}\n`, { room: "owl", key }],
    [`<https://meet.example.org/r/owl?from=mail#${key}>`, { room: "owl", key }],
    [`meet.example.org/r/owl#${key}`, { room: "owl", key }],
    [`/r/owl#${key}`, { room: "owl", key }],
    [`owl#${key}`, { room: "owl", key }],
    ["Quiet-Otter", { room: "quiet-otter", key: null }],
    ["https://meet.example.org/r/owl", { room: "owl", key: null }],
    ["https://meet.example.org/r/owl#cut-sho", { room: "owl", key: null }],
  ])("%s", (pasted, invite) => {
    expect(readInvite(pasted, root)).toEqual(invite);
  });

  it.each([
    "",
    "   ",
    "https://meet.example.org/",
    "https://example.org/other/owl",
    "two words",
    "r/",
    "-owl-",
  ])("refuses %j", (pasted) => {
    expect(readInvite(pasted, root)).toBeNull();
  });

  it("wants the base path in a whole link", () => {
    expect(readInvite(`https://example.org/tools/meet/r/owl#${key}`, deep)).toEqual({ room: "owl", key });
    expect(readInvite(`https://example.org/r/owl#${key}`, deep)).toBeNull();
  });

  it("reads back every link that it makes", () => {
    for (const base of [root, deep])
      for (const k of [key, null])
        expect(readInvite(inviteLink(base, "a-1", k), base)).toEqual({ room: "a-1", key: k });
  });
});

it("keeps a room name to 64 characters without hyphens at its ends", () => {
  expect(isRoomName("a")).toBe(true);
  expect(isRoomName("a".repeat(64))).toBe(true);
  expect(isRoomName("a".repeat(65))).toBe(false);
  expect(isRoomName("-a")).toBe(false);
  expect(isRoomName("a-")).toBe(false);
  expect(isRoomName("")).toBe(false);
});

it.each([
  ["Quiet Otter Lamp", "quiet-otter-lamp"],
  ["  Café  Crème ", "cafe-creme"],
  ["a_b.c", "a-b-c"],
  ["--x--", "x"],
])("brings %j to %j", (typed, name) => {
  expect(toRoomName(typed)).toBe(name);
});
