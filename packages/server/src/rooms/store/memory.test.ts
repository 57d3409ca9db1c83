import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { decide } from "../decide.ts";
import type { Time } from "../model.ts";
import { createCommand, idOf, joinCommand, roomId } from "../testing/samples.ts";
import type { Journal } from "./journal.ts";
import { openMemoryStore } from "./memory.ts";
import { openSqliteJournal } from "./sqlite-journal.ts";
import { type Backend, storeContract } from "./store.contract.ts";
import { createDisk, openMemoryJournal } from "./testing/memory-journal.ts";

function backend(now: () => Time, openJournal: () => Journal, tidy: () => Promise<void>): Backend {
  const store = openMemoryStore({ journal: openJournal(), now, report: () => {} });
  return {
    stores: [store],
    async reopen() {
      await store.close();
      return backend(now, openJournal, tidy);
    },
    async dispose() {
      await store.close();
      await tidy();
    },
  };
}

storeContract("memory, journal in memory", async (now) => {
  const disk = createDisk();
  return backend(
    now,
    () => openMemoryJournal(disk),
    async () => {},
  );
});

storeContract("memory, journal in SQLite", async (now) => {
  const folder = await mkdtemp(joinPath(tmpdir(), "confab-store-"));
  const open = () =>
    openSqliteJournal({
      path: joinPath(folder, "rooms.db"),
      clock: systemClock,
      onTrouble: () => {},
      onDamage: () => {},
    });
  return backend(now, open, () => rm(folder, { recursive: true }));
});

describe("memory store", () => {
  const now = 1_000_000;
  const drop = {
    type: "drop",
    participant: idOf("Ann"),
    connection: "Ann-1",
    lastSignOfLife: now - 100_000,
  } as const;

  test("[S8] starts with everybody away and the whole time of grace before them", async () => {
    const disk = createDisk();
    const first = openMemoryStore({ journal: openMemoryJournal(disk), now: () => now, report: () => {} });
    await first.transact(roomId, (room) => decide(room, createCommand(), now));
    await first.transact(roomId, (room) => decide(room, joinCommand("Ann"), now));
    await first.transact(roomId, (room) => decide(room, joinCommand("Ben"), now));
    await first.transact(roomId, (room) => decide(room, drop, now));
    const before = await first.read(roomId);
    await first.close();

    const later = now + 3_600_000;
    const second = openMemoryStore({ journal: openMemoryJournal(disk), now: () => later, report: () => {} });
    const room = await second.read(roomId);
    expect(room?.version).toBeGreaterThan(before?.version ?? 0);
    expect(room?.participants.map(({ presence }) => presence)).toEqual([
      { kind: "away", since: later },
      { kind: "away", since: later },
    ]);
    expect(await second.deadlines.next()).toBe(later + 120_000);
    await second.close();
  });

  test("commits nothing durable that can't be put on disk, and goes on when it can", async () => {
    const disk = createDisk();
    const store = openMemoryStore({ journal: openMemoryJournal(disk), now: () => now, report: () => {} });
    const heard: number[] = [];
    await store.transact(roomId, (room) => decide(room, createCommand(), now));
    await store.transact(roomId, (room) => decide(room, joinCommand("Ann"), now));
    store.subscribe(roomId, ({ version }) => heard.push(version));
    const leave = () =>
      store.transact(roomId, (room) => decide(room, { type: "leave", participant: idOf("Ann") }, now));

    disk.full = true;
    await expect(leave()).rejects.toThrow("full");
    expect((await store.read(roomId))?.participants).toHaveLength(1);
    expect(heard).toEqual([]);

    disk.full = false;
    await store.transact("default/other", (room) =>
      decide(room, createCommand({ id: "default/other" }), now),
    );
    expect(disk.rooms.get(roomId)).toContain(idOf("Ann"));
    expect(await leave()).toMatchObject({ ok: true });
    expect(heard).toEqual([3]);
    await store.close();
    expect(disk.rooms.get(roomId)).toContain('"participants":[]');
  });

  test("lets nobody hear of a durable change before it is on disk", async () => {
    const disk = createDisk();
    const store = openMemoryStore({ journal: openMemoryJournal(disk), now: () => now, report: () => {} });
    const onDisk: boolean[] = [];
    store.subscribe(roomId, () => onDisk.push(disk.rooms.has(roomId)));
    const creating = store.transact(roomId, (room) => decide(room, createCommand(), now));
    expect(await store.read(roomId)).toBeNull();
    await creating;
    expect(onDisk).toEqual([true]);
    await store.close();
  });

  test("reports what listeners throw", async () => {
    const reported: unknown[] = [];
    const store = openMemoryStore({
      journal: openMemoryJournal(createDisk()),
      now: () => now,
      report: (error) => reported.push(error),
    });
    const bug = new Error("a bug in a listener");
    store.subscribe(roomId, () => {
      throw bug;
    });
    await store.transact(roomId, (room) => decide(room, createCommand(), now));
    expect(reported).toEqual([bug]);
    await store.close();
  });
});
