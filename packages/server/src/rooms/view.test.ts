import { Face, RoomEvent, RoomSnapshot } from "@confab/protocol";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Command } from "./commands.ts";
import { decide } from "./decide.ts";
import type { Room } from "./model.ts";
import { acted, newRoom, start } from "./testing/acted.ts";
import { idOf, joinCommand, resumeCommand } from "./testing/samples.ts";
import { face, snapshot, type Viewer, view } from "./view.ts";

const name = "quiet-otter-lamp";
const room = acted(newRoom(3), [joinCommand("Ann"), joinCommand("Ben")]);
const away = acted(
  room,
  [{ type: "drop", participant: idOf("Ben"), connection: "Ben-1", lastSignOfLife: start }],
  start + 12_000,
);
const member = (who: string): Viewer => ({ kind: "member", participant: idOf(who) });

function viewed(before: Room, command: Command, viewer: Viewer, now = start) {
  const decision = decide(before, command, now);
  if (!decision.ok) throw new Error(`Refused: ${decision.code}`);
  const events = view(name, decision, viewer, now);
  for (const event of events) expect(v.is(RoomEvent, event)).toBe(true);
  return events;
}

describe("a member is told", () => {
  test("[E4] of whom has joined, with the whole participant and nothing that is secret", () => {
    expect(viewed(room, joinCommand("Cleo"), member("Ann"))).toEqual([
      {
        type: "joined",
        participant: {
          id: idOf("Cleo"),
          name: "Cleo",
          role: "guest",
          life: 1,
          media: { microphone: true, camera: true },
          state: { kind: "active" },
        },
      },
    ]);
  });

  test("[J1] not of its own joining, which the seat's snapshot contains", () => {
    expect(viewed(room, joinCommand("Cleo"), member("Cleo"))).toEqual([]);
  });

  test("[E5] of its own changes too", () => {
    const update: Command = { type: "update", participant: idOf("Ann"), name: "Anna" };
    expect(viewed(room, update, member("Ann"))).toMatchObject([
      { type: "changed", participant: { name: "Anna" } },
    ]);
  });

  test("[E4] of who has left and why, but not of itself, since `bye` says it", () => {
    const leave: Command = { type: "leave", participant: idOf("Ben") };
    expect(viewed(room, leave, member("Ann"))).toEqual([
      { type: "left", participant: idOf("Ben"), reason: "left" },
    ]);
    expect(viewed(room, leave, member("Ben"))).toEqual([]);
  });

  test("nothing of replaced connections", () => {
    expect(viewed(room, resumeCommand("Ben"), member("Ann"))).toEqual([]);
  });

  test("[J2] in a snapshot, of everybody, itself included, and the call's age", () => {
    const whole = snapshot(away, start + 15_000);
    expect(v.is(RoomSnapshot, whole)).toBe(true);
    expect(whole).toMatchObject({ room: name, mode: "call", capacity: 3, callMs: 15_000 });
    expect(whole.participants.map((each) => [each.name, each.state])).toEqual([
      ["Ann", { kind: "active" }],
      ["Ben", { kind: "away", silentMs: 15_000 }],
    ]);
    expect(snapshot(newRoom(), start).callMs).toBe(0);
  });

  test("no negative times where clocks differ", () => {
    expect(snapshot(away, start - 50)).toMatchObject({
      callMs: 0,
      participants: [{}, { state: { silentMs: 0 } }],
    });
  });
});

describe("outside with a key", () => {
  const viewer: Viewer = { kind: "outside", entitlement: "guest" };

  test("[O2] one sees the face", () => {
    const seen = face(name, away, "host");
    expect(v.is(Face, seen)).toBe(true);
    expect(seen).toEqual({
      entitled: "host",
      room: name,
      mode: "call",
      capacity: 3,
      present: [
        { name: "Ann", away: false },
        { name: "Ben", away: true },
      ],
    });
  });

  test("[O2] one is told when the face changes, and of nothing else", () => {
    expect(viewed(room, joinCommand("Cleo"), viewer)).toMatchObject([
      { type: "face", face: { capacity: 3 } },
    ]);
    expect(viewed(room, { type: "leave", participant: idOf("Ben") }, viewer)).toMatchObject([
      { face: { present: [{ name: "Ann" }] } },
    ]);
    expect(viewed(room, { type: "update", participant: idOf("Ann"), name: "Anna" }, viewer)).toHaveLength(1);
    expect(viewed(away, resumeCommand("Ben"), viewer)).toHaveLength(1);
    const media = { microphone: false, camera: false };
    expect(viewed(room, { type: "update", participant: idOf("Ann"), media }, viewer)).toEqual([]);
    expect(viewed(room, resumeCommand("Ben", { fresh: true }), viewer)).toEqual([]);
  });

  test("of a room that was removed no more than a wrong key would show", () => {
    const removal = { room: null, events: [] };
    expect(view(name, removal, viewer, start)).toEqual([
      { type: "face", face: { entitled: "none", room: name, because: "bad-key" } },
    ]);
  });
});

describe("outside without a key", () => {
  test.each(["not-open", "bad-key"] as const)("[O1] there is nothing to see or hear: %s", (entitlement) => {
    const nothing = { entitled: "none", room: name, because: entitlement };
    expect(face(name, room, entitlement)).toEqual(nothing);
    expect(face(name, null, entitlement)).toEqual(nothing);
    expect(viewed(room, joinCommand("Cleo"), { kind: "outside", entitlement })).toEqual([]);
  });
});
