import { limits } from "@confab/protocol";
import { describe, expect, test } from "vitest";
import type { Command, Drop, Resume } from "./commands.ts";
import { decide } from "./decide.ts";
import type { Room, Time } from "./model.ts";
import { idleRoomMs } from "./policy.ts";
import { acted, newRoom, recordOf, start, told } from "./testing/acted.ts";
import { createCommand, idOf, joinCommand, resumeCommand } from "./testing/samples.ts";

function dropCommand(name: string, change: Partial<Drop> = {}): Drop {
  return { type: "drop", participant: idOf(name), connection: `${name}-1`, lastSignOfLife: start, ...change };
}

function decided(room: Room | null, command: Command, now: Time = start) {
  const decision = decide(room, command, now);
  if (!decision.ok) throw new Error(`Refused: ${decision.code}`);
  return decision;
}

const expire = { type: "expire" } as const;
const annInside = () => acted(newRoom(), [joinCommand("Ann")]);
const bothInside = () => acted(newRoom(), [joinCommand("Ann"), joinCommand("Ben")]);

describe("create", () => {
  test("makes an empty room, durably", () => {
    const made = decided(null, createCommand());
    expect(made).toMatchObject({ durable: "machine", deadline: start + idleRoomMs });
    expect(made.room).toMatchObject({ version: 1, call: null, participants: [], createdAt: start });
    expect(told(made.events)).toEqual(["created"]);
  });

  test("refuses a name that is taken", () => {
    expect(decide(newRoom(), createCommand(), start)).toEqual({ ok: false, code: "name-taken" });
  });
});

describe("join", () => {
  test("takes a seat and starts the call", () => {
    const joined = decide(newRoom(), joinCommand("Ann"), start + 5);
    expect(joined).toMatchObject({
      ok: true,
      deadline: null,
      repeated: false,
      seat: {
        id: idOf("Ann"),
        life: 1,
        joinedAt: start + 5,
        presence: { kind: "live", connection: "Ann-1" },
      },
      room: { version: 2, call: { id: "call-of-Ann", startedAt: start + 5 } },
    });
    expect(joined.ok && told(joined.events)).toEqual(["joined Ann"]);
  });

  test("joins the call that is going on", () => {
    const room = acted(annInside(), [joinCommand("Ben")], start + 60_000);
    expect(room.call).toEqual({ id: "call-of-Ann", startedAt: start });
    expect(room.participants.map(({ name }) => name)).toEqual(["Ann", "Ben"]);
  });

  test("[J3] is refused when every place is taken, by somebody away too", () => {
    const full = bothInside();
    expect(decide(full, joinCommand("Cleo"), start)).toEqual({ ok: false, code: "room-full" });
    const away = acted(full, [dropCommand("Ben")], start + 20_000);
    expect(recordOf(away, "Ben").presence.kind).toBe("away");
    expect(decide(away, joinCommand("Cleo"), start)).toEqual({ ok: false, code: "room-full" });
  });

  test("[J4] is refused where there is no room", () => {
    expect(decide(null, joinCommand("Ann"), start)).toEqual({ ok: false, code: "not-open" });
  });

  test("is refused on a connection that speaks for somebody already", () => {
    const second = joinCommand("Ann", { joinRequest: "another request", participant: idOf("Ann2") });
    expect(decide(annInside(), second, start)).toEqual({ ok: false, code: "already-joined" });
  });

  test("[J6] finds its seat again, with a new secret, even in a full room", () => {
    const repeated = decide(
      bothInside(),
      joinCommand("Ann", { participant: idOf("Ann2"), connection: "Ann-2", secret: "Ann-secret-2" }),
      start,
    );
    expect(repeated).toMatchObject({
      ok: true,
      durable: "machine",
      repeated: true,
      seat: {
        id: idOf("Ann"),
        life: 1,
        presence: { kind: "live", connection: "Ann-2" },
        secret: { current: "Ann-secret-2", previous: null },
      },
    });
    expect(repeated.ok && repeated.room?.participants).toHaveLength(2);
    expect(repeated.ok && told(repeated.events)).toEqual(["replaced Ann-1"]);
  });

  test("[J6] brings one back who was away meanwhile", () => {
    const room = acted(annInside(), [dropCommand("Ann")], start + 15_000);
    const repeated = decided(room, joinCommand("Ann", { connection: "Ann-2" }), start + 16_000);
    expect(told(repeated.events)).toEqual(["changed Ann"]);
  });
});

describe("resume", () => {
  test("moves the seat to the new connection and rotates the secret, durably", () => {
    const resumed = decide(acted(bothInside(), [dropCommand("Ann")]), resumeCommand("Ann"), start + 1);
    expect(resumed).toMatchObject({
      ok: true,
      durable: "machine",
      deadline: null,
      seat: {
        life: 1,
        presence: { kind: "live", connection: "Ann-2" },
        secret: { current: "Ann-secret-2", previous: "Ann-secret-1" },
      },
    });
    expect(resumed.ok && resumed.events).toEqual([]);
  });

  test("[S4] takes over from a connection that is still there", () => {
    expect(told(decided(annInside(), resumeCommand("Ann")).events)).toEqual(["replaced Ann-1"]);
  });

  test("[S1] raises the life of a page that is new", () => {
    const resumed = decided(annInside(), resumeCommand("Ann", { fresh: true }));
    expect(recordOf(resumed.room, "Ann").life).toBe(2);
    expect(told(resumed.events)).toEqual(["replaced Ann-1", "changed Ann"]);
  });

  test("tells that somebody away is back", () => {
    const away = acted(annInside(), [dropCommand("Ann")], start + 30_000);
    expect(told(decided(away, resumeCommand("Ann"), start + 30_000).events)).toEqual(["changed Ann"]);
  });

  test("[S3] accepts the secret before the last until the new one is confirmed", () => {
    const again = (change: Partial<Resume>) => resumeCommand("Ann", { connection: "Ann-3", ...change });
    const once = acted(annInside(), [resumeCommand("Ann")]);

    const lost = decided(once, again({ presented: "Ann-secret-1", next: "Ann-secret-3" }));
    expect(recordOf(lost.room, "Ann").secret).toEqual({ current: "Ann-secret-3", previous: "Ann-secret-1" });
    expect(decide(lost.room, again({ presented: "Ann-secret-2" }), start)).toEqual({
      ok: false,
      code: "resume-stale",
    });

    const confirmed = acted(once, [{ type: "confirm", participant: idOf("Ann"), connection: "Ann-2" }]);
    expect(recordOf(confirmed, "Ann").secret).toEqual({ current: "Ann-secret-2", previous: null });
    expect(decide(confirmed, again({ presented: "Ann-secret-1" }), start)).toEqual({
      ok: false,
      code: "resume-stale",
    });
    expect(decide(confirmed, again({ presented: "Ann-secret-2" }), start)).toMatchObject({ ok: true });
  });

  test("[S3] takes no confirmation from a connection that was replaced", () => {
    const room = acted(annInside(), [resumeCommand("Ann")]);
    const late = decided(room, { type: "confirm", participant: idOf("Ann"), connection: "Ann-1" });
    expect(late.room).toBe(room);
  });

  test("[S6] needs no free place", () => {
    const room = acted(bothInside(), [dropCommand("Ann")], start + 15_000);
    expect(decide(room, resumeCommand("Ann"), start + 15_000)).toMatchObject({ ok: true });
  });

  test("[S7] is refused to one who has left, and to one who has lost the seat", () => {
    const left = acted(bothInside(), [{ type: "leave", participant: idOf("Ann") }]);
    expect(decide(left, resumeCommand("Ann"), start)).toEqual({ ok: false, code: "resume-unknown" });
    const lost = acted(bothInside(), [dropCommand("Ann"), expire], start + 120_000);
    expect(decide(lost, resumeCommand("Ann"), start)).toEqual({ ok: false, code: "resume-unknown" });
    expect(decide(null, resumeCommand("Ann"), start)).toEqual({ ok: false, code: "resume-unknown" });
  });

  test("is refused with somebody else's secret", () => {
    const theft = resumeCommand("Ann", { presented: "Ben-secret-1" });
    expect(decide(bothInside(), theft, start)).toEqual({ ok: false, code: "resume-stale" });
  });
});

describe("update", () => {
  const update = (change: object) => ({ type: "update", participant: idOf("Ann"), ...change }) as const;

  test("[E6] changes name and media, and says what was before", () => {
    const media = { microphone: false, camera: true };
    const { events, room, durable } = decided(annInside(), update({ name: "Anna", media }));
    expect(events).toMatchObject([
      { type: "changed", participant: { name: "Anna", media }, before: { name: "Ann" } },
    ]);
    expect(room?.version).toBe(3);
    expect(durable).toBeUndefined();
  });

  test("is nothing where it changes nothing", () => {
    const room = annInside();
    const same = decided(room, update({ name: "Ann", media: { microphone: true, camera: true } }));
    expect(same).toMatchObject({ events: [] });
    expect(same.room).toBe(room);
  });

  test("[R7] is refused without a seat, and to a connection that was replaced", () => {
    expect(decide(newRoom(), update({ name: "x" }), start)).toEqual({ ok: false, code: "not-joined" });
    expect(decide(null, update({ name: "x" }), start)).toEqual({ ok: false, code: "not-joined" });
    const late = update({ name: "x", connection: "Ann-0" });
    expect(decide(annInside(), late, start)).toEqual({ ok: false, code: "not-joined" });
  });
});

describe("leave", () => {
  test("[L1] gives the seat up, durably; the last one ends the call", () => {
    const one = decided(bothInside(), { type: "leave", participant: idOf("Ann"), connection: "Ann-1" });
    expect(one).toMatchObject({ durable: "process", room: { call: { id: "call-of-Ann" } } });
    expect(told(one.events)).toEqual(["left Ann"]);
    const two = decided(one.room, { type: "leave", participant: idOf("Ben") }, start + 9);
    expect(two.room).toMatchObject({ call: null, participants: [], usedAt: start + 9 });
    expect(two.deadline).toBe(start + 9 + idleRoomMs);
  });

  test("[L1] is nothing without a seat or from a connection that was replaced", () => {
    const room = annInside();
    expect(decided(room, { type: "leave", participant: idOf("Ben") }).room).toBe(room);
    expect(decided(room, { type: "leave", participant: idOf("Ann"), connection: "Ann-0" }).room).toBe(room);
    expect(decided(null, { type: "leave", participant: idOf("Ann") }).room).toBeNull();
  });
});

describe("losing the connection", () => {
  test("[S5] is silence first, and nobody is told", () => {
    const dropped = decided(bothInside(), dropCommand("Ann"), start + 3_000);
    expect(dropped.events).toEqual([]);
    expect(recordOf(dropped.room, "Ann").presence).toEqual({ kind: "silent", since: start });
    expect(dropped.deadline).toBe(start + limits.awayAfterMs);
  });

  test("[S5] is being away 10 s after the last sign of life", () => {
    const silent = acted(bothInside(), [dropCommand("Ann")]);
    expect(decided(silent, expire, start + 9_999).room).toBe(silent);
    const away = decided(silent, expire, start + 10_000);
    expect(told(away.events)).toEqual(["changed Ann"]);
    expect(recordOf(away.room, "Ann").presence).toEqual({ kind: "away", since: start });
    expect(away.deadline).toBe(start + 120_000);
    expect(away.durable).toBeUndefined();
  });

  test("[S5] is being away at once when it was noticed late", () => {
    const dropped = decided(bothInside(), dropCommand("Ann"), start + 10_000);
    expect(recordOf(dropped.room, "Ann").presence).toEqual({ kind: "away", since: start });
    expect(told(dropped.events)).toEqual(["changed Ann"]);
  });

  test("[S5] costs the seat after the time of grace, durably", () => {
    const away = acted(bothInside(), [dropCommand("Ann")], start + 10_000);
    expect(decided(away, expire, start + 119_999).room).toBe(away);
    const lost = decided(away, expire, start + 120_000);
    expect(lost).toMatchObject({ durable: "process", deadline: null });
    expect(lost.events).toMatchObject([{ type: "left", reason: "timeout" }]);
    expect(lost.room?.participants.map(({ name }) => name)).toEqual(["Ben"]);
  });

  test("ends the call when the last one is gone", () => {
    const silent = acted(annInside(), [dropCommand("Ann")]);
    expect(decided(silent, expire, start + 500_000).room).toMatchObject({ call: null, participants: [] });
  });

  test("is ignored once a newer connection speaks", () => {
    const room = acted(annInside(), [resumeCommand("Ann")]);
    expect(decided(room, dropCommand("Ann"), start + 1).room).toBe(room);
  });

  test("counts from now at the latest, whatever the node's clock said", () => {
    const dropped = decided(annInside(), dropCommand("Ann", { lastSignOfLife: start + 99 }), start + 1);
    expect(recordOf(dropped.room, "Ann").presence).toEqual({ kind: "silent", since: start + 1 });
  });
});

describe("unload", () => {
  const unloadAnn: Command = { type: "unload", participant: idOf("Ann"), connection: "Ann-1" };

  test("[L3] holds the seat for 10 s, shown as before, and tells nobody", () => {
    const gone = decided(annInside(), unloadAnn, start);
    expect(gone).toMatchObject({ events: [], deadline: start + 10_000 });
    expect(decided(gone.room, expire, start + 9_999).room).toBe(gone.room);
    const given = decided(gone.room, expire, start + 10_000);
    expect(given.events).toMatchObject([{ type: "left", reason: "left" }]);
    expect(given.room).toMatchObject({ call: null, participants: [] });
  });

  test("[L3] a page that comes back has its seat", () => {
    const room = acted(annInside(), [unloadAnn, resumeCommand("Ann", { fresh: true })]);
    expect(recordOf(room, "Ann")).toMatchObject({ life: 2, presence: { kind: "live", connection: "Ann-2" } });
  });

  test("is ignored once a newer connection speaks, and is not undone by the loss of the connection", () => {
    const newer = acted(annInside(), [resumeCommand("Ann")]);
    expect(decided(newer, unloadAnn).room).toBe(newer);
    const gone = acted(annInside(), [unloadAnn]);
    expect(decided(gone, dropCommand("Ann")).room).toBe(gone);
  });
});

describe("idle room", () => {
  test("is removed, durably, 30 days after its last use", () => {
    const room = acted(annInside(), [{ type: "leave", participant: idOf("Ann") }], start + 7);
    expect(decided(room, expire, start + 6 + idleRoomMs).room).toBe(room);
    expect(decided(room, expire, start + 7 + idleRoomMs)).toMatchObject({
      room: null,
      deadline: null,
      durable: "machine",
    });
  });

  test("is no matter of time while somebody is inside", () => {
    const room = annInside();
    const decision = decided(room, expire, start + 2 * idleRoomMs);
    expect(decision.room).toBe(room);
    expect(decision.deadline).toBeNull();
  });
});

test("no rule changes the document that it is given", () => {
  const room = freeze(acted(bothInside(), [dropCommand("Ben")]));
  const commands: Command[] = [
    createCommand(),
    joinCommand("Cleo"),
    joinCommand("Ann", { connection: "Ann-2" }),
    resumeCommand("Ann", { fresh: true }),
    { type: "confirm", participant: idOf("Ann"), connection: "Ann-1" },
    { type: "update", participant: idOf("Ann"), name: "Anna" },
    { type: "leave", participant: idOf("Ann") },
    dropCommand("Ann"),
    expire,
  ];
  for (const command of commands) {
    expect(() => decide(room, command, start + 200_000), command.type).not.toThrow();
  }
});

function freeze<T>(data: T): T {
  if (typeof data === "object" && data !== null) {
    for (const part of Object.values(data)) freeze(part);
    Object.freeze(data);
  }
  return data;
}
