import type { Room, RoomId } from "../../model.ts";
import type { Journal } from "../journal.ts";

/** What a disk would hold. */
export interface Disk {
  readonly rooms: Map<RoomId, string>;
  openings: number;
  /** While true, every settling fails. */
  full: boolean;
}

export function createDisk(): Disk {
  return { rooms: new Map(), openings: 0, full: false };
}

/**
 * A journal without a file. What is written but not settled is lost when the disk is opened again without `close`, as
 * after a crash; the journal of before can do no more.
 */
export function openMemoryJournal(disk: Disk): Journal {
  disk.openings += 1;
  const epoch = disk.openings;
  const rooms = [...disk.rooms.values()].map((text): Room => JSON.parse(text));
  const unwritten = new Map<RoomId, Room | null>();

  async function settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (disk.openings !== epoch) throw new Error("The process that had this journal is dead.");
    if (disk.full) throw new Error("The disk is full.");
    for (const [id, room] of unwritten) {
      if (room === null) disk.rooms.delete(id);
      else disk.rooms.set(id, JSON.stringify(room));
    }
    unwritten.clear();
  }

  return {
    kept: { rooms, epoch },
    write: (id, room) => void unwritten.set(id, room),
    settle,
    close: settle,
  };
}
