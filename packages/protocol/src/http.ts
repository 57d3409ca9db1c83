import * as v from "valibot";
import { InviteKey, RoomName } from "./ids.ts";

/** `POST api/v1/rooms`: makes a room. Without a name the server picks a readable one. */
export const CreateRoomRequest = v.object({ name: v.exactOptional(RoomName) });
export type CreateRoomRequest = v.InferOutput<typeof CreateRoomRequest>;

/** The keys are shown this once; the server keeps only their hashes. */
export const CreateRoomAnswer = v.object({ room: RoomName, hostKey: InviteKey, guestKey: InviteKey });
export type CreateRoomAnswer = v.InferOutput<typeof CreateRoomAnswer>;
