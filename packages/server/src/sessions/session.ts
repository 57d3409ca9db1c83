import { limits, type RoomName, type Signal } from "@confab/protocol";
import type { Hash, Room, RoomId } from "../rooms/model.ts";
import type { Connection } from "../signaling/connection.ts";
import { noAnswers, type RecentAnswers } from "./recent-answers.ts";
import type { SessionState } from "./session-state.ts";
import { fullBucket, type TokenBucket, type TokenRates } from "./token-bucket.ts";

/** A signal, and the version of the room that its recipient must have heard of first, so that nobody signals before having `joined`. */
export interface OrderedSignal {
  readonly after: number;
  readonly signal: Signal;
}

/** A room that has sessions on this node. */
export interface HostedRoom {
  readonly id: RoomId;
  readonly name: RoomName;
  readonly sessions: Set<Session>;
  /** The freshest document that this node has seen; `null` if there is no room, or before the first look. */
  document: Room | null;
  readonly stop: () => void;
}

/** One signalling connection's state: plain data, since there may be thousands of idle ones. */
export interface Session {
  readonly connection: Connection;
  readonly room: HostedRoom;
  /** Of the key in the handshake. */
  readonly key: Hash | null;
  state: SessionState;
  /** Number of the last event sent. */
  n: number;
  /** Version of the room that the session has been told of. */
  seen: number;
  /** Signals that wait for the room's entry before them. */
  early: OrderedSignal[];
  readonly bucket: TokenBucket;
  readonly recent: RecentAnswers;
}

export const requestRates: TokenRates = {
  burst: limits.requestBurst,
  perSecond: limits.requestsPerSecond,
  patience: 1000,
};

export function newSession(connection: Connection, room: HostedRoom, key: Hash | null, now: number): Session {
  return {
    connection,
    room,
    key,
    state: { kind: "opening", held: [] },
    n: 0,
    seen: 0,
    early: [],
    bucket: fullBucket(requestRates, now),
    recent: noAnswers(),
  };
}
