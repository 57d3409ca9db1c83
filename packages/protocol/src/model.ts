import * as v from "valibot";
import { ParticipantId, ResumeSecret, RoomName } from "./ids.ts";
import { limits } from "./limits.ts";

/** What a participant may do. Comes only from the handshake. */
export const Role = v.picklist(["host", "member", "guest", "observer"]);
export type Role = v.InferOutput<typeof Role>;

/** What a room is for; a preset of policy, topology and layout. */
export const Mode = v.picklist(["call", "clinic", "class", "broadcast", "game"]);
export type Mode = v.InferOutput<typeof Mode>;

/** Which of a participant's sources are switched on. A statement for the others' eyes; media itself may lag behind. */
export const MediaState = v.object({ microphone: v.boolean(), camera: v.boolean() });
export type MediaState = v.InferOutput<typeof MediaState>;

/** A name as people type it: trimmed, one line, not empty. */
export const ParticipantName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(limits.participantName),
  v.regex(
    /^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+$/u,
    "expected one line without control characters",
  ),
);
export type ParticipantName = v.InferOutput<typeof ParticipantName>;

/** Counts from 1. */
export const Counter = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.counter));
export type Counter = v.InferOutput<typeof Counter>;

/**
 * Somebody in the call, as the others see it. `life` grows by one each time the participant comes back as a new
 * page: the media connections of the former life are gone.
 */
export const Participant = v.object({
  id: ParticipantId,
  name: v.string(),
  role: Role,
  life: Counter,
  media: MediaState,
  state: v.variant("kind", [
    v.object({ kind: v.literal("active") }),
    v.object({ kind: v.literal("away"), silentMs: v.number() }),
  ]),
});
export type Participant = v.InferOutput<typeof Participant>;

/** Everything a member may know of the room. `callMs` is the call's age, in ms. */
export const RoomSnapshot = v.object({
  room: RoomName,
  mode: Mode,
  capacity: v.number(),
  callMs: v.number(),
  participants: v.array(Participant),
});
export type RoomSnapshot = v.InferOutput<typeof RoomSnapshot>;

/** One entry for `RTCConfiguration.iceServers`. */
export const IceServer = v.object({
  urls: v.array(v.string()),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});
export type IceServer = v.InferOutput<typeof IceServer>;

/** STUN for everybody; TURN, with a credential that lives for `expiresInMs`, for members only. `relay` says whether the server has TURN at all. */
export const Ice = v.object({
  servers: v.array(IceServer),
  relay: v.boolean(),
  expiresInMs: v.exactOptional(v.number()),
});
export type Ice = v.InferOutput<typeof Ice>;

/**
 * A room's public face: what a session outside may know. `entitled` is the role that the invite's key gives, or
 * `none`; only a key holder learns of `mode`, `capacity` and who is `present`.
 */
export const Face = v.variant("entitled", [
  v.object({ entitled: v.literal("none"), room: RoomName, because: v.picklist(["not-open", "bad-key"]) }),
  v.object({
    entitled: v.picklist(["host", "guest"]),
    room: RoomName,
    mode: Mode,
    capacity: v.number(),
    present: v.array(v.object({ name: v.string(), away: v.boolean() })),
  }),
]);
export type Face = v.InferOutput<typeof Face>;

/** A place in the call: the answer to `join`, and what a resumed session is welcomed with. */
export const Seat = v.object({
  you: ParticipantId,
  /** Continues this session on the next connection; the one before is forgotten at the first message that follows. */
  secret: ResumeSecret,
  snapshot: RoomSnapshot,
  /** Number of the last event that the snapshot contains. */
  n: v.number(),
  ice: Ice,
  /** To whom the opening offer of the join request went, if to anybody. */
  opened: v.exactOptional(ParticipantId),
});
export type Seat = v.InferOutput<typeof Seat>;
