import type { ErrorCode } from "@confab/protocol";
import type { DomainEvent, Room, RoomId, Time } from "../model.ts";
import type { Lasting } from "./journal.ts";

/** What a rule makes of a room: a refusal, or the next document, what happened, and when the room wants to be looked at again. */
export type Decision<Extra = object> =
  | { readonly ok: false; readonly code: ErrorCode }
  | ({
      readonly ok: true;
      /** The same object where nothing changed, else one whose `version` is one more; `null` removes the room. */
      readonly room: Room | null;
      readonly events: readonly DomainEvent[];
      /** The next time at which something must happen in this room, or `null`. */
      readonly deadline: Time | null;
      /** What the change must be sure to outlive before anybody hears of it. Without it, a crash may undo the last 50 ms. */
      readonly durable?: Lasting;
    } & Extra);

/**
 * One committed change. Versions of one room are consecutive, so a subscriber can tell that it has missed one. `room` is
 * `null` in the entry that removes the room; a room made again under its name starts at version 1.
 */
export interface Entry {
  readonly room: Room | null;
  readonly version: number;
  readonly events: readonly DomainEvent[];
}

/** The right to act for one room. A later holder's `token` is always larger; effects carry it, so a stale holder can be told apart. */
export interface Lease {
  readonly room: RoomId;
  readonly holder: string;
  readonly token: number;
  readonly until: Time;
}

/** Where a session lives. */
export interface SessionAddress {
  readonly node: string;
  readonly connection: string;
}

/**
 * Where rooms live. Two implementations: memory with a journal, and Redis; both pass `store.contract.ts`.
 * Every method may be called at any time before `close`; afterwards all reject with a `StoreClosed` error.
 */
export interface RoomStore {
  read(room: RoomId): Promise<Room | null>;

  /**
   * Runs `decide` on the latest document (`null` if there is none) and commits what it returns: document, events and
   * deadline together or not at all. `decide` is pure and may be run again on a newer document.
   * Resolves with the decision once it is committed (and on disk, if it is durable).
   */
  transact<D extends Decision>(room: RoomId, decide: (room: Room | null) => D): Promise<D>;

  /** Calls `listener` for every entry of the room committed from now on, in order. Returns the way to stop. */
  subscribe(room: RoomId, listener: (entry: Entry) => void): () => void;

  readonly deadlines: {
    /** Rooms whose deadline is at or before `now`, the oldest first. A deadline stays due until a transaction moves it. */
    due(now: Time, most: number): Promise<readonly RoomId[]>;
    /** The earliest deadline of all rooms, or `null`. */
    next(): Promise<Time | null>;
    /** Calls `listener` when the earliest deadline may have moved closer. Returns the way to stop. */
    watch(listener: () => void): () => void;
  };

  /** Takes or renews the lease on a room for `forMs`; `null` while another holder has it. */
  lease(room: RoomId, holder: string, forMs: number, now: Time): Promise<Lease | null>;

  readonly sessions: {
    /** Says where a participant's session lives now; the newest claim wins. */
    claim(key: string, address: SessionAddress): Promise<void>;
    find(key: string): Promise<SessionAddress | null>;
    /** Forgets the session, unless a newer connection has claimed it meanwhile. */
    release(key: string, connection: string): Promise<void>;
    /** Hands a message to the node of that address; `false` if no such node listens. */
    send(address: SessionAddress, message: unknown): Promise<boolean>;
    /** Receives what others send to this node. Returns the way to stop. */
    listen(node: string, listener: (connection: string, message: unknown) => void): () => void;
  };

  /** Writes what is not yet on disk and lets go of everything. Idempotent. */
  close(): Promise<void>;
}
