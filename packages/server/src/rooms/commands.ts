import type { MediaState, Mode, ParticipantId, Role, RoomName } from "@confab/protocol";
import type { ConnectionId, Hash, RoomId, RoomPolicy, Time } from "./model.ts";

/** Makes the room. Refused with `name-taken` if there is one of that id. */
export interface Create {
  readonly type: "create";
  readonly id: RoomId;
  readonly name: RoomName;
  readonly mode: Mode;
  readonly policy: RoomPolicy;
  readonly keys: { readonly host: Hash; readonly guest: Hash };
}

/**
 * Takes a seat. `participant` and `call` are fresh ids, used if this makes a seat or starts the call; a repeated join
 * (the same `joinRequest`) keeps the seat that it has. Refused with `not-open`, `room-full` or `already-joined`.
 */
export interface Join {
  readonly type: "join";
  readonly participant: ParticipantId;
  readonly call: string;
  readonly name: string;
  readonly role: Role;
  readonly media: MediaState;
  readonly joinRequest: Hash;
  readonly secret: Hash;
  readonly connection: ConnectionId;
}

/** Continues a session on a new connection. Refused with `resume-unknown` or `resume-stale`. */
export interface Resume {
  readonly type: "resume";
  readonly participant: ParticipantId;
  /** Hash of the secret that was presented, and of the one that replaces it. */
  readonly presented: Hash;
  readonly next: Hash;
  readonly connection: ConnectionId;
  /** The page is new, and the media connections of the one before are gone. */
  readonly fresh: boolean;
}

/** The first message after a resume has come, so the new secret has arrived and the one before is forgotten. */
export interface Confirm {
  readonly type: "confirm";
  readonly participant: ParticipantId;
  readonly connection: ConnectionId;
}

/** Changes what the others see. Refused with `not-joined`; a `connection` must be the one that speaks for the participant. */
export interface Update {
  readonly type: "update";
  readonly participant: ParticipantId;
  readonly connection?: ConnectionId;
  readonly name?: string;
  readonly media?: MediaState;
}

/** Gives the seat up. Never refused; ignored if `connection` no longer speaks for the participant. */
export interface Leave {
  readonly type: "leave";
  readonly participant: ParticipantId;
  readonly connection?: ConnectionId;
}

/** A connection is lost. Never refused; ignored if a newer connection speaks for the participant. */
export interface Drop {
  readonly type: "drop";
  readonly participant: ParticipantId;
  readonly connection: ConnectionId;
  readonly lastSignOfLife: Time;
}

/** The page is being unloaded. Never refused; ignored if `connection` no longer speaks for the participant. */
export interface Unload {
  readonly type: "unload";
  readonly participant: ParticipantId;
  readonly connection: ConnectionId;
}

/** Time has passed: silent participants become away, away ones lose their seats, idle rooms go. */
export interface Expire {
  readonly type: "expire";
}

export type Command = Create | Join | Resume | Confirm | Update | Leave | Drop | Unload | Expire;
