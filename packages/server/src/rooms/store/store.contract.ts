import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decide } from "../decide.ts";
import type { Room, RoomId, Time } from "../model.ts";
import { createCommand, idOf, joinCommand, resumeCommand, roomId } from "../testing/samples.ts";
import type { Decision, Entry, RoomStore } from "./store.ts";
import { StoreClosed } from "./store-closed.ts";

/** One backend and the stores of its nodes. */
export interface Backend {
  /** One store per node; an implementation that can have several nodes over one backend gives two or more. */
  readonly stores: readonly [RoomStore, ...RoomStore[]];
  /** Closes the stores, and opens as many on what they left behind. */
  reopen(): Promise<Backend>;
  /** Closes the stores and deletes what they left behind. */
  dispose(): Promise<void>;
}

/**
 * What every room store must do. With several nodes, `one` and `other` are different stores and everything must hold
 * across them; nothing here relies on a listener being called before a promise resolves.
 */
export function storeContract(name: string, open: (now: () => Time) => Promise<Backend>): void {
  describe(`room store: ${name}`, () => {
    let now: Time = 1_000_000;
    let backend: Backend;
    let one: RoomStore;
    let other: RoomStore;

    function use(opened: Backend): void {
      backend = opened;
      one = opened.stores[0];
      other = opened.stores.at(-1) ?? one;
    }

    beforeEach(async () => {
      now = 1_000_000;
      use(await open(() => now));
    });
    afterEach(() => backend.dispose());

    const create = (id: RoomId = roomId, capacity = 100) =>
      one.transact(id, (room) =>
        decide(room, createCommand({ id, policy: { capacity, graceMs: 120_000 } }), now),
      );
    const join = (store: RoomStore, who: string) =>
      store.transact(roomId, (room) => decide(room, joinCommand(who), now));
    const rename = (store: RoomStore, who: string, to: string) =>
      store.transact(roomId, (room) =>
        decide(room, { type: "update", participant: idOf(who), name: to }, now),
      );
    const drop = (store: RoomStore, who: string, lastSignOfLife: Time) =>
      store.transact(roomId, (room) =>
        decide(room, { type: "drop", participant: idOf(who), connection: `${who}-1`, lastSignOfLife }, now),
      );
    const namesIn = (room: Room | null) => room?.participants.map((participant) => participant.name);

    describe("transact", () => {
      test("reads `null` where there is no room", async () => {
        expect(await one.read(roomId)).toBeNull();
        const seen: (Room | null)[] = [];
        await one.transact(roomId, (room) => {
          seen.push(room);
          return { ok: false, code: "not-open" };
        });
        expect(seen).toEqual([null]);
      });

      test("commits a document for every node to read", async () => {
        const made = await create();
        expect(made).toMatchObject({ ok: true, room: { version: 1 } });
        expect(await other.read(roomId)).toEqual(await one.read(roomId));
        expect(await other.read(roomId)).toMatchObject({ id: roomId, version: 1 });
      });

      test("answers with what the rule decided", async () => {
        await create();
        const joined = await one.transact(roomId, (room) => decide(room, joinCommand("Ann"), now));
        expect(joined).toMatchObject({ ok: true, repeated: false, seat: { name: "Ann" } });
      });

      test("commits nothing of a refusal", async () => {
        await create();
        const before = await one.read(roomId);
        expect(await rename(one, "nobody", "x")).toEqual({ ok: false, code: "not-joined" });
        expect(await one.read(roomId)).toEqual(before);
      });

      test("commits nothing of a rule that throws, and goes on", async () => {
        await create();
        const failing = one.transact(roomId, (): Decision => {
          throw new Error("a bug");
        });
        await expect(failing).rejects.toThrow("a bug");
        await join(other, "Ann");
        expect(namesIn(await one.read(roomId))).toEqual(["Ann"]);
      });

      test("commits nothing of a document whose version is not the next one", async () => {
        await create();
        const heard: Entry[] = [];
        one.subscribe(roomId, (entry) => heard.push(entry));
        const skipping = one.transact(roomId, (room) => ({
          ok: true,
          room: room && { ...room, version: room.version + 2 },
          events: [],
          deadline: null,
        }));
        await expect(skipping).rejects.toThrow("version");
        expect(await other.read(roomId)).toMatchObject({ version: 1 });
        expect(heard).toEqual([]);
      });

      test("gives every concurrent change the document that the one before it left", async () => {
        await create();
        const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
        const outcomes = await Promise.all(
          names.map((who, index) => join(index % 2 === 0 ? one : other, who)),
        );
        expect(outcomes.every(({ ok }) => ok)).toBe(true);
        const room = await other.read(roomId);
        expect(room?.version).toBe(41);
        expect(namesIn(room)?.sort()).toEqual(names.sort());
      });

      test("never seats more than there are places, however many try at once", async () => {
        await create(roomId, 3);
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, (_, index) => join(index % 2 === 0 ? one : other, `p${index}`)),
        );
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
        expect((await one.read(roomId))?.participants).toHaveLength(3);
      });

      test("keeps the order of one node's changes, durable ones among them", async () => {
        await create();
        await join(one, "Ann");
        const order: string[] = [];
        await Promise.all([
          rename(one, "Ann", "A").then(() => order.push("rename")),
          one
            .transact(roomId, (room) => decide(room, resumeCommand("Ann"), now))
            .then(() => order.push("resume")),
          rename(one, "Ann", "B").then(() => order.push("rename again")),
          one
            .transact(roomId, (room) => decide(room, { type: "leave", participant: idOf("Ann") }, now))
            .then(() => order.push("leave")),
          rename(one, "Ann", "C").then((outcome) => order.push(outcome.ok ? "too late" : outcome.code)),
        ]);
        expect(order).toEqual(["rename", "resume", "rename again", "leave", "not-joined"]);
      });

      test("removes a room and takes a new one of the same name", async () => {
        await create();
        await one.transact(roomId, () => ({
          ok: true,
          room: null,
          events: [],
          deadline: null,
          durable: "machine",
        }));
        expect(await other.read(roomId)).toBeNull();
        expect(await one.deadlines.next()).toBeNull();
        expect(await create()).toMatchObject({ ok: true, room: { version: 1 } });
      });
    });

    describe("subscribe", () => {
      test("tells of every change from now on, in order and without gaps, on every node", async () => {
        await create();
        const here: Entry[] = [];
        const there: Entry[] = [];
        one.subscribe(roomId, (entry) => here.push(entry));
        other.subscribe(roomId, (entry) => there.push(entry));
        await Promise.all([join(one, "Ann"), join(other, "Ben"), join(one, "Cleo")]);
        await one.transact(roomId, (room) => decide(room, { type: "leave", participant: idOf("Ben") }, now));
        await rename(other, "Ann", "Anna");
        await vi.waitFor(() => expect(here).toHaveLength(5));
        await vi.waitFor(() => expect(there).toHaveLength(5));
        expect(here.map(({ version }) => version)).toEqual([2, 3, 4, 5, 6]);
        expect(there).toEqual(here);
        expect(here.every(({ room, version }) => room?.version === version)).toBe(true);
        expect(here.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
          "joined",
          "joined",
          "joined",
          "left",
          "changed",
        ]);
      });

      test("says nothing of refusals, of what changes nothing, or of other rooms", async () => {
        await create();
        const heard: Entry[] = [];
        one.subscribe(roomId, (entry) => heard.push(entry));
        await create();
        await create("default/other");
        await other.transact(roomId, (room) => decide(room, { type: "expire" }, now));
        await join(other, "Ann");
        await vi.waitFor(() => expect(heard.map(({ version }) => version)).toEqual([2]));
      });

      test("tells of a removal with no document", async () => {
        await create();
        const heard: Entry[] = [];
        other.subscribe(roomId, (entry) => heard.push(entry));
        await one.transact(roomId, () => ({ ok: true, room: null, events: [], deadline: null }));
        await vi.waitFor(() => expect(heard).toEqual([{ room: null, version: 2, events: [] }]));
      });

      test("stops telling whoever has stopped, and only him", async () => {
        await create();
        const stopped: Entry[] = [];
        const heard: Entry[] = [];
        const listener = (entry: Entry) => stopped.push(entry);
        const stop = one.subscribe(roomId, listener);
        one.subscribe(roomId, (entry) => heard.push(entry));
        stop();
        stop();
        await join(other, "Ann");
        await vi.waitFor(() => expect(heard).toHaveLength(1));
        expect(stopped).toEqual([]);
      });

      test("survives a listener that throws", async () => {
        await create();
        const heard: Entry[] = [];
        one.subscribe(roomId, () => {
          throw new Error("a bug in a listener");
        });
        one.subscribe(roomId, (entry) => heard.push(entry));
        expect(await join(one, "Ann")).toMatchObject({ ok: true });
        await vi.waitFor(() => expect(heard).toHaveLength(1));
        expect(namesIn(await one.read(roomId))).toEqual(["Ann"]);
      });

      test("keeps the order for all when a listener changes the room", async () => {
        await create();
        const versions: number[] = [];
        const followUps: Promise<unknown>[] = [];
        one.subscribe(roomId, ({ events }) => {
          if (events[0]?.type === "joined") followUps.push(rename(one, "Ann", "Anna"));
        });
        one.subscribe(roomId, ({ version }) => versions.push(version));
        await join(one, "Ann");
        await vi.waitFor(() => expect(versions).toEqual([2, 3]));
        await Promise.all(followUps);
        expect(namesIn(await other.read(roomId))).toEqual(["Anna"]);
      });
    });

    describe("deadlines", () => {
      test("are due from their time on, the oldest first, until a change moves them", async () => {
        const ids: RoomId[] = ["default/b", "default/c", "default/a"];
        for (const [index, id] of ids.entries()) {
          const deadline = 2_000_000 + index;
          await one.transact(id, (room) => {
            const made = decide(room, createCommand({ id }), now);
            return made.ok ? { ...made, deadline } : made;
          });
        }
        expect(await other.deadlines.next()).toBe(2_000_000);
        expect(await other.deadlines.due(1_999_999, 10)).toEqual([]);
        expect(await other.deadlines.due(2_000_001, 10)).toEqual(["default/b", "default/c"]);
        expect(await one.deadlines.due(3_000_000, 2)).toEqual(["default/b", "default/c"]);
        expect(await one.deadlines.due(3_000_000, 10)).toEqual(ids);
        await one.transact("default/b", (room) => ({ ok: true, room, events: [], deadline: null }));
        await other.transact("default/c", (room) => ({ ok: true, room, events: [], deadline: 2_500_000 }));
        expect(await one.deadlines.next()).toBe(2_000_002);
        expect(await other.deadlines.due(3_000_000, 10)).toEqual(["default/a", "default/c"]);
      });

      test("follow the document", async () => {
        await create();
        await join(one, "Ann");
        expect(await one.deadlines.next()).toBeNull();
        await drop(one, "Ann", now - 3_000);
        expect(await other.deadlines.next()).toBe(now + 7_000);
      });

      test("call the watchers when the earliest may have come closer", async () => {
        await create();
        await join(one, "Ann");
        let calls = 0;
        const stop = one.deadlines.watch(() => {
          calls += 1;
        });
        await drop(other, "Ann", now);
        await vi.waitFor(() => expect(calls).toBeGreaterThan(0));
        stop();
        const before = calls;
        await one.transact(roomId, (room) => ({ ok: true, room, events: [], deadline: now }));
        expect(await other.deadlines.next()).toBe(now);
        expect(calls).toBe(before);
      });
    });

    describe("lease", () => {
      test("has one holder at a time", async () => {
        expect(await one.lease(roomId, "n1", 1_000, now)).toMatchObject({
          room: roomId,
          holder: "n1",
          until: now + 1_000,
        });
        expect(await other.lease(roomId, "n2", 1_000, now + 999)).toBeNull();
        expect(await other.lease("default/other", "n2", 1_000, now)).not.toBeNull();
      });

      test("keeps its token while it is renewed in time", async () => {
        const first = await one.lease(roomId, "n1", 1_000, now);
        const renewed = await one.lease(roomId, "n1", 1_000, now + 900);
        expect(renewed).toEqual({ ...first, until: now + 1_900 });
        expect(await other.lease(roomId, "n2", 1_000, now + 1_500)).toBeNull();
      });

      test("gives every later holder a larger token", async () => {
        const tokens: (number | undefined)[] = [];
        let at = now;
        for (const holder of ["n1", "n2", "n1", "n1"]) {
          tokens.push((await (holder === "n1" ? one : other).lease(roomId, holder, 1_000, at))?.token);
          at += 1_000;
        }
        const ascending = [...tokens].sort((left = 0, right = 0) => left - right);
        expect(tokens).toEqual(ascending);
        expect(new Set(tokens)).toHaveProperty("size", 4);
      });

      test("gives larger tokens after a restart too", async () => {
        const before = await one.lease(roomId, "n1", 1_000, now);
        use(await backend.reopen());
        now += 1_000;
        const after = await one.lease(roomId, "n2", 1_000, now);
        expect(after?.token).toBeGreaterThan(before?.token ?? 0);
      });
    });

    describe("sessions", () => {
      test("are found where they were claimed last", async () => {
        expect(await one.sessions.find("s")).toBeNull();
        await one.sessions.claim("s", { node: "n1", connection: "c1" });
        await other.sessions.claim("s", { node: "n2", connection: "c2" });
        expect(await one.sessions.find("s")).toEqual({ node: "n2", connection: "c2" });
      });

      test("are released by the connection that has them, and no other", async () => {
        await one.sessions.claim("s", { node: "n1", connection: "c1" });
        await other.sessions.claim("s", { node: "n2", connection: "c2" });
        await one.sessions.release("s", "c1");
        expect(await one.sessions.find("s")).toEqual({ node: "n2", connection: "c2" });
        await other.sessions.release("s", "c2");
        expect(await one.sessions.find("s")).toBeNull();
      });

      test("get messages at their node, in order", async () => {
        const heard: unknown[] = [];
        const elsewhere: unknown[] = [];
        const stop = one.sessions.listen("n1", (connection, message) => heard.push([connection, message]));
        other.sessions.listen("n2", (connection, message) => elsewhere.push([connection, message]));
        for (let count = 0; count < 5; count += 1) {
          expect(await other.sessions.send({ node: "n1", connection: "c1" }, { count })).toBe(true);
        }
        await vi.waitFor(() => expect(heard).toEqual([0, 1, 2, 3, 4].map((count) => ["c1", { count }])));
        expect(elsewhere).toEqual([]);
        stop();
        expect(await other.sessions.send({ node: "n1", connection: "c1" }, {})).toBe(false);
        expect(await other.sessions.send({ node: "n3", connection: "c1" }, {})).toBe(false);
      });
    });

    describe("close", () => {
      test("is idempotent, and everything is refused afterwards", async () => {
        const stop = one.subscribe(roomId, () => {});
        await Promise.all([one.close(), one.close()]);
        await one.close();
        const transact = one.transact(roomId, (room) => ({ ok: true, room, events: [], deadline: null }));
        const refusals = [
          one.read(roomId),
          transact,
          one.deadlines.due(0, 1),
          one.deadlines.next(),
          one.lease(roomId, "n", 1, 1),
          one.sessions.claim("s", { node: "n", connection: "c" }),
          one.sessions.find("s"),
          one.sessions.release("s", "c"),
          one.sessions.send({ node: "n", connection: "c" }, null),
        ];
        for (const refusal of refusals) await expect(refusal).rejects.toBeInstanceOf(StoreClosed);
        expect(() => one.subscribe(roomId, () => {})).toThrow(StoreClosed);
        expect(() => one.deadlines.watch(() => {})).toThrow(StoreClosed);
        expect(() => one.sessions.listen("n", () => {})).toThrow(StoreClosed);
        expect(stop).not.toThrow();
      });

      test("finishes what was begun", async () => {
        await create();
        await join(one, "Ann");
        const leaving = one.transact(roomId, (room) =>
          decide(room, { type: "leave", participant: idOf("Ann") }, now),
        );
        const renaming = join(one, "Ben");
        await one.close();
        expect(await leaving).toMatchObject({ ok: true });
        expect(await renaming).toMatchObject({ ok: true });
      });

      test("keeps rooms, seats and deadlines for the next opening", async () => {
        await create();
        await create("default/other");
        await join(one, "Ann");
        await join(one, "Ben");
        await drop(one, "Ben", now);
        const before = await one.read(roomId);
        use(await backend.reopen());
        const after = await other.read(roomId);
        expect(after).toMatchObject({ id: roomId, keys: before?.keys, call: before?.call });
        expect(namesIn(after)).toEqual(["Ann", "Ben"]);
        expect(after?.participants.map(({ secret }) => secret)).toEqual(
          before?.participants.map(({ secret }) => secret),
        );
        expect(after?.version).toBeGreaterThanOrEqual(before?.version ?? 0);
        expect(await one.deadlines.next()).toBeLessThanOrEqual(now + 120_000);
        expect(await one.read("default/other")).toMatchObject({ version: expect.any(Number) });
        const resumed = await one.transact(roomId, (room) => decide(room, resumeCommand("Ann"), now));
        expect(resumed).toMatchObject({ ok: true });
      });
    });
  });
}
