import * as v from "valibot";
import { ParticipantId } from "./ids.ts";
import { Face, Participant } from "./model.ts";

/** Why a participant is no longer in the call. */
export const LeaveReason = v.picklist(["left", "timeout", "removed"]);
export type LeaveReason = v.InferOutput<typeof LeaveReason>;

/** What a session is told of its room. `joined` and `changed` carry the whole participant. */
export const RoomEvent = v.variant("type", [
  v.object({ type: v.literal("joined"), participant: Participant }),
  v.object({ type: v.literal("changed"), participant: Participant }),
  v.object({ type: v.literal("left"), participant: ParticipantId, reason: LeaveReason }),
  /** For sessions outside that hold a key: the face has changed. */
  v.object({ type: v.literal("face"), face: Face }),
]);
export type RoomEvent = v.InferOutput<typeof RoomEvent>;

/** A numbered event; the number counts what this session was sent, from 1, without gaps. */
export const NumberedEvent = v.object({ n: v.number(), event: RoomEvent });
export type NumberedEvent = v.InferOutput<typeof NumberedEvent>;

/** The number of the last event that this session was sent; 0 before the first. */
export const Beat = v.object({ n: v.number() });
export type Beat = v.InferOutput<typeof Beat>;

/** The server's last word on a connection. After `replaced`, `removed` and `left` a client stays away; after `restarting` it comes back. */
export const Bye = v.object({ reason: v.picklist(["replaced", "removed", "left", "restarting"]) });
export type Bye = v.InferOutput<typeof Bye>;
