import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command } from "./commands.ts";
import { type DeadlineKeeper, keepDeadlines } from "./deadline-keeper.ts";
import { decide } from "./decide.ts";
import type { RoomId } from "./model.ts";
import { idleRoomMs } from "./policy.ts";
import { openMemoryStore } from "./store/memory.ts";
import type { Lease, RoomStore } from "./store/store.ts";
import { createDisk, openMemoryJournal } from "./store/testing/memory-journal.ts";
import { createFakeClock, type FakeClock } from "./testing/fake-clock.ts";
import { createCommand, idOf, joinCommand, roomId } from "./testing/samples.ts";

let clock: FakeClock;
let store: RoomStore;
let keeper: DeadlineKeeper | null;
let reported: unknown[];

beforeEach(() => {
  clock = createFakeClock();
  reported = [];
  keeper = null;
  store = openMemoryStore({
    journal: openMemoryJournal(createDisk()),
    now: clock.now,
    report: (error) => reported.push(error),
  });
});
afterEach(async () => {
  await keeper?.close();
  await store.close();
});

function keep(over: Partial<RoomStore> = {}): void {
  keeper = keepDeadlines({
    store: { ...store, ...over },
    clock,
    node: "n1",
    report: (error) => reported.push(error),
  });
}

const act = (id: RoomId, command: Command) =>
  store.transact(id, (room) => decide(room, command, clock.now()));

async function annDropped(id: RoomId = roomId): Promise<void> {
  await act(id, createCommand({ id }));
  await act(id, joinCommand("Ann"));
  await act(id, {
    type: "drop",
    participant: idOf("Ann"),
    connection: "Ann-1",
    lastSignOfLife: clock.now(),
  });
}

const presenceOfAnn = async (id: RoomId = roomId) =>
  (await store.read(id))?.participants[0]?.presence.kind ?? "gone";

test("[S5] lets a silent participant be away at 10 s and lose the seat after the time of grace", async () => {
  keep();
  await annDropped();
  await clock.advance(9_999);
  expect(await presenceOfAnn()).toBe("silent");
  await clock.advance(1);
  expect(await presenceOfAnn()).toBe("away");
  await clock.advance(109_999);
  expect(await presenceOfAnn()).toBe("away");
  await clock.advance(1);
  expect(await presenceOfAnn()).toBe("gone");
  expect(reported).toEqual([]);
});

test("takes up what was due before it started", async () => {
  await annDropped();
  await clock.advance(600_000);
  keep();
  await clock.advance(0);
  expect(await presenceOfAnn()).toBe("gone");
});

test("wakes for a deadline that is closer than the one it sleeps for", async () => {
  await annDropped();
  await clock.advance(10_000);
  keep();
  await clock.advance(1_000);
  await annDropped("default/other");
  await clock.advance(10_000);
  expect(await presenceOfAnn("default/other")).toBe("away");
});

test("sleeps for good while nothing can become due", async () => {
  await act(roomId, createCommand());
  await act(roomId, joinCommand("Ann"));
  keep();
  await clock.advance(idleRoomMs);
  expect(clock.waiting).toBe(0);
});

test("removes idle rooms, although that is further away than a timer reaches", async () => {
  keep();
  await act(roomId, createCommand());
  await clock.advance(idleRoomMs - 1);
  expect(await store.read(roomId)).not.toBeNull();
  await clock.advance(1);
  expect(await store.read(roomId)).toBeNull();
});

test("looks after more rooms than fit in one go", async () => {
  const ids = Array.from({ length: 250 }, (_, index): RoomId => `default/r${index}`);
  await Promise.all(ids.map((id) => annDropped(id)));
  keep();
  await clock.advance(10_000);
  const presences = await Promise.all(ids.map((id) => presenceOfAnn(id)));
  expect(new Set(presences)).toEqual(new Set(["away"]));
});

test("leaves a room to the node that holds its lease, and looks again in case that node has died", async () => {
  await annDropped();
  await clock.advance(10_000);
  await store.lease(roomId, "n2", 2_500, clock.now());
  keep();
  await clock.advance(2_000);
  expect(await presenceOfAnn()).toBe("silent");
  await clock.advance(1_000);
  expect(await presenceOfAnn()).toBe("away");
});

test("reports what goes wrong, tries again, and does not let it touch other rooms", async () => {
  await annDropped();
  await annDropped("default/other");
  let failures = 2;
  keep({
    async lease(room, holder, forMs, now): Promise<Lease | null> {
      if (room === roomId && failures > 0) {
        failures -= 1;
        throw new Error("The backend is away.");
      }
      return store.lease(room, holder, forMs, now);
    },
  });
  await clock.advance(10_000);
  expect(await presenceOfAnn("default/other")).toBe("away");
  expect(await presenceOfAnn()).toBe("silent");
  await clock.advance(2_000);
  expect(await presenceOfAnn()).toBe("away");
  expect(reported).toHaveLength(2);
});

test("goes on when even the deadlines could not be read", async () => {
  await annDropped();
  let failures = 1;
  keep({
    deadlines: {
      ...store.deadlines,
      async due(now, most) {
        if (failures > 0) {
          failures -= 1;
          throw new Error("The backend is away.");
        }
        return store.deadlines.due(now, most);
      },
    },
  });
  await clock.advance(11_000);
  expect(await presenceOfAnn()).toBe("away");
  expect(reported).toHaveLength(1);
});

test("closes once and for all, its timer too", async () => {
  await annDropped();
  keep();
  await clock.advance(1);
  await Promise.all([keeper?.close(), keeper?.close()]);
  expect(clock.waiting).toBe(0);
  await clock.advance(60_000);
  expect(await presenceOfAnn()).toBe("silent");
});

test("stops quietly when the store is closed before it", async () => {
  await annDropped();
  keep();
  await store.close();
  await clock.advance(60_000);
  expect(reported).toEqual([]);
});
