import { writeSync } from "node:fs";
import { systemClock } from "../../../clock.ts";
import { decide } from "../../decide.ts";
import type { Room, RoomId } from "../../model.ts";
import { createCommand, idOf, joinCommand } from "../../testing/samples.ts";
import { openMemoryStore } from "../memory.ts";
import { openSqliteJournal } from "../sqlite-journal.ts";

/**
 * Changes rooms until it is killed: makes `default/made-<count>` durably, and renames Ann in `default/renamed` to the
 * count, not durably. Says on standard output `<ms> made <count>` and `<ms> renamed <count>` when each is committed.
 */
export async function writeUntilKilled(path: string, from: number): Promise<never> {
  const store = openMemoryStore({
    journal: openSqliteJournal({ path, clock: systemClock, onTrouble: stop, onDamage: stop }),
    now: () => Date.now(),
    report: stop,
  });
  const renamed: RoomId = "default/renamed";
  if ((await store.read(renamed)) === null) {
    await store.transact(renamed, (room) => decide(room, createCommand({ id: renamed }), 0));
    await store.transact(renamed, (room) => decide(room, joinCommand("Ann"), 0));
  }
  for (let count = from; ; count += 1) {
    const rename = (room: Room | null) =>
      decide(room, { type: "update", participant: idOf("Ann"), name: String(count) }, 0);
    const outcome = await store.transact(renamed, rename);
    if (!outcome.ok) stop(outcome.code);
    say("renamed", count);
    if (count % 5 === 0) {
      const id: RoomId = `default/made-${count}`;
      await store.transact(id, (room) => decide(room, createCommand({ id }), 0));
      say("made", count);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Synchronously, so that everything said before the end is heard. */
function say(what: string, count: number): void {
  writeSync(1, `${Date.now()} ${what} ${count}\n`);
}

function stop(reason: unknown): never {
  writeSync(2, `${String(reason)}\n`);
  process.exit(1);
}
