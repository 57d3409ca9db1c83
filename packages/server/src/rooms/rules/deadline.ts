import { limits } from "@confab/protocol";
import type { ParticipantRecord, Room, RoomPolicy, Time } from "../model.ts";
import { idleRoomMs } from "../policy.ts";

/** The next time at which time alone changes the room, or `null`. */
export function deadlineOf(room: Room): Time | null {
  if (room.participants.length === 0) return room.usedAt + idleRoomMs;
  const times = room.participants.flatMap((record) => expiryOf(record, room.policy) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** When a participant's presence changes by time alone. */
function expiryOf({ presence }: ParticipantRecord, policy: RoomPolicy): Time | null {
  switch (presence.kind) {
    case "live":
      return null;
    case "silent":
      return presence.since + Math.min(limits.awayAfterMs, policy.graceMs);
    case "unloading":
      return presence.since + limits.unloadGraceMs;
    case "away":
      return presence.since + policy.graceMs;
  }
}
