import * as v from "valibot";
import { InviteKey, ParticipantId, ResumeSecret, RoomName } from "./ids.ts";
import { limits } from "./limits.ts";
import { Face, Ice, Seat } from "./model.ts";

/** What a client sends as Socket.IO's `auth`. Room, key and identity come from here and from nowhere else. */
export const Handshake = v.object({
  protocol: v.pipe(v.number(), v.integer()),
  client: v.exactOptional(v.pipe(v.string(), v.maxLength(limits.clientName))),
  room: RoomName,
  key: v.exactOptional(InviteKey),
  /** Continues a session. `fresh` says that the page is new and its former media connections are gone. */
  resume: v.exactOptional(v.object({ participant: ParticipantId, secret: ResumeSecret, fresh: v.boolean() })),
});
export type Handshake = v.InferOutput<typeof Handshake>;

/** The first thing that a server says on a connection. */
export const Welcome = v.object({
  protocol: v.number(),
  server: v.string(),
  session: v.variant("state", [
    v.object({
      state: v.literal("outside"),
      face: Face,
      ice: Ice,
      /** Why the resume in the handshake was refused, if there was one. */
      refused: v.exactOptional(v.picklist(["resume-unknown", "resume-stale"])),
    }),
    v.object({ state: v.literal("inside"), seat: Seat }),
  ]),
});
export type Welcome = v.InferOutput<typeof Welcome>;
