import type { Create } from "../commands.ts";
import type { Room, Time } from "../model.ts";
import { idleRoomMs } from "../policy.ts";
import type { Decision } from "../store/store.ts";
import { aged } from "./ageing.ts";
import { deadlineOf } from "./deadline.ts";
import { refused, unchanged } from "./outcome.ts";

export function create(room: Room | null, command: Create, now: Time): Decision {
  if (room !== null) return refused("name-taken");
  const { id, name, mode, policy, keys } = command;
  const made: Room = {
    id,
    name,
    version: 1,
    mode,
    policy,
    keys,
    createdAt: now,
    usedAt: now,
    call: null,
    participants: [],
  };
  return {
    ok: true,
    room: made,
    events: [{ type: "created" }],
    deadline: deadlineOf(made),
    durable: "machine",
  };
}

export function expire(room: Room | null, now: Time): Decision {
  if (room === null) return unchanged(room);
  const idle = room.participants.length === 0 && now - room.usedAt >= idleRoomMs;
  if (idle) return { ok: true, room: null, events: [], deadline: null, durable: "machine" };
  return aged(room, now);
}
