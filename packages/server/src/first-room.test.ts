import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { firstRoom } from "./first-room.ts";
import type { Room, RoomId } from "./rooms/model.ts";
import { createSecrets } from "./rooms/secrets.ts";
import type { RoomStore } from "./rooms/store/store.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "confab-first-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const secrets = createSecrets();

function world() {
  const rooms = new Map<RoomId, Room>();
  const store: Pick<RoomStore, "transact"> = {
    async transact(id, rule) {
      const decision = rule(rooms.get(id) ?? null);
      if (decision.ok && decision.room) rooms.set(id, decision.room);
      return decision;
    },
  };
  let names = 0;
  const path = join(directory, "first-room.json");
  const find = () =>
    firstRoom({
      path,
      store,
      secrets,
      policy: { capacity: 2, graceMs: 120_000 },
      newName: () => `room-${++names}`,
      now: () => 1_000,
    });
  return { rooms, find, path };
}

test("it is made once, its keys kept for their owner only", async () => {
  const { rooms, find, path } = world();
  const first = await find();
  expect(await find()).toEqual(first);
  expect(rooms.size).toBe(1);
  expect(rooms.get(`default/${first.name}`)?.keys.guest).toBe(secrets.hash(first.guestKey));
  expect(statSync(path).mode & 0o077).toBe(0);
  const { name, hostKey } = first;
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ name, hostKey });
});

test("it is made anew with the same links when it is gone", async () => {
  const { rooms, find } = world();
  const first = await find();
  rooms.clear();
  expect(await find()).toEqual(first);
  expect(rooms.size).toBe(1);
});

test("somebody else's room of that name is left alone", async () => {
  const { rooms, find, path } = world();
  const first = await find();
  writeFileSync(path, "{}");
  const second = await find();
  expect(second.name).not.toBe(first.name);
  expect(rooms.size).toBe(2);
});
