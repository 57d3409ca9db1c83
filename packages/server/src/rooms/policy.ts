import { limits, type Mode } from "@confab/protocol";
import type { RoomPolicy } from "./model.ts";

/** An empty room that nobody has used for so long is removed, in ms. */
export const idleRoomMs = 30 * 24 * 60 * 60 * 1000;

const call: RoomPolicy = { capacity: 2, graceMs: limits.seatGraceMs };

/** What a room of each mode allows unless it is made otherwise. */
export const presetPolicies: Readonly<Record<Mode, RoomPolicy>> = {
  call,
  clinic: { ...call, graceMs: 300_000 },
  class: call,
  broadcast: call,
  game: call,
};
