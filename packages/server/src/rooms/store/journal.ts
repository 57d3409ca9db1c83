import type { Room, RoomId } from "../model.ts";

/** What a journal had kept. */
export interface Kept {
  readonly rooms: readonly Room[];
  /** How often this journal has been opened, this time included; larger at each opening. */
  readonly epoch: number;
}

/** What a change outlives: the death of this process, or that of the machine too, which costs a wait for the disk. */
export type Lasting = "process" | "machine";

/** Keeps the newest document of each room through a crash. Written behind the store's back; read once, at start. */
export interface Journal {
  readonly kept: Kept;
  /** Takes the newest document (`null`: the room is gone). It is on disk at most {@link flushWithinMs} later, or at the next `settle`. */
  write(id: RoomId, room: Room | null): void;
  /** Makes all that was written so far last. Rejects with a `JournalError` if that fails; it is tried again later. */
  settle(lasting: Lasting): Promise<void>;
  /** Settles and lets go of the file. Idempotent. */
  close(): Promise<void>;
}

/** The longest time that a written document may wait in memory, in ms: what a crash may lose of changes that are not durable. */
export const flushWithinMs = 50;

/** `damaged` also stands for a file that is something else. */
export type JournalTrouble = "in-use" | "unreadable" | "damaged" | "too-new" | "unwritable";

/** The journal can't be used; `message` is one line for the person who runs the server. */
export class JournalError extends Error {
  override readonly name = "JournalError";
  readonly trouble: JournalTrouble;

  constructor(trouble: JournalTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.trouble = trouble;
  }
}
