import * as v from "valibot";
import { InviteKey, RoomName } from "./ids.ts";

/** `POST api/v1/rooms`: makes a room. Without a name the server picks a readable one. */
export const CreateRoomRequest = v.object({ name: v.exactOptional(RoomName) });
export type CreateRoomRequest = v.InferOutput<typeof CreateRoomRequest>;

/** The keys are shown this once; the server keeps only their hashes. */
export const CreateRoomAnswer = v.object({ room: RoomName, hostKey: InviteKey, guestKey: InviteKey });
export type CreateRoomAnswer = v.InferOutput<typeof CreateRoomAnswer>;

/** `GET api/v1/server`: what this installation has, for pages to say. */
export const ServerFacts = v.object({
  /** Whether members get TURN. */
  relay: v.boolean(),
  /** The HTTPS address for others on the network, or `null` where there is none. Ends in a slash. */
  https: v.nullable(v.string()),
  /** Whether its certificate comes from an authority of its own, which devices must be told to trust. */
  ownAuthority: v.boolean(),
});
export type ServerFacts = v.InferOutput<typeof ServerFacts>;
