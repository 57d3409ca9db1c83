import type { LeaveReason, MediaState, Mode, ParticipantId, Role, RoomName } from "@confab/protocol";

/** `project/room-name`; what every store keys by. */
export type RoomId = `${string}/${string}`;

/** SHA-256 of a key or secret, base64url. The thing itself is never kept. */
export type Hash = string;

/** One accepted connection of this or another node; unique for all time. */
export type ConnectionId = string;

/** Times are milliseconds since the epoch, as the deciding node's clock tells them. */
export type Time = number;

/** What a room allows. */
export interface RoomPolicy {
  /** How many participants the room has a place for, away ones included. */
  readonly capacity: number;
  /** How long a participant without a connection keeps the seat, in ms from the last sign of life. */
  readonly graceMs: number;
}

/**
 * A participant's link to the server. `silent` has lost the connection but is not yet shown as away. `since` is the
 * last sign of life.
 */
export type Presence =
  | { readonly kind: "live"; readonly connection: ConnectionId }
  | { readonly kind: "silent"; readonly since: Time }
  | { readonly kind: "away"; readonly since: Time }
  /** The page said that it is being unloaded: a reload comes back at once, anything else never. */
  | { readonly kind: "unloading"; readonly since: Time };

export interface ParticipantRecord {
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  readonly life: number;
  readonly media: MediaState;
  readonly joinedAt: Time;
  readonly presence: Presence;
  /** Id of the request that joined, hashed: the same request again, on a new connection, finds its seat again. */
  readonly joinRequest: Hash;
  /** `previous` is honoured until the first message that follows a resume, since that resume's answer may have been lost. */
  readonly secret: { readonly current: Hash; readonly previous: Hash | null };
}

/** The document. Plain data, never mutated; `version` serves compare-and-set only. */
export interface Room {
  readonly id: RoomId;
  readonly name: RoomName;
  readonly version: number;
  readonly mode: Mode;
  readonly policy: RoomPolicy;
  readonly keys: { readonly host: Hash; readonly guest: Hash };
  readonly createdAt: Time;
  /** When the room was made or the last participant left it, whichever is later; says how long an empty room is idle. */
  readonly usedAt: Time;
  readonly call: { readonly id: string; readonly startedAt: Time } | null;
  /** In order of joining. */
  readonly participants: readonly ParticipantRecord[];
}

/** What has happened, complete; what of it a session may see is `view`'s business. */
export type DomainEvent =
  | { readonly type: "created" }
  | { readonly type: "joined"; readonly participant: ParticipantRecord }
  /** `before` tells `view` whether this changes anything that the viewer may see. */
  | { readonly type: "changed"; readonly participant: ParticipantRecord; readonly before: ParticipantRecord }
  | { readonly type: "left"; readonly participant: ParticipantRecord; readonly reason: LeaveReason }
  /** A connection no longer speaks for its participant, since a newer one does. */
  | { readonly type: "replaced"; readonly participant: ParticipantId; readonly connection: ConnectionId };
