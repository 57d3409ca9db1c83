import type { Command, Join, Resume } from "./commands.ts";
import type { Room, Time } from "./model.ts";
import { drop, leave, unload, update } from "./rules/participant.ts";
import { create, expire } from "./rules/room.ts";
import { confirm, join, resume, type Seated } from "./rules/seat.ts";
import type { Decision } from "./store/store.ts";

/**
 * Every rule of a room. Pure: the same room, command and time give the same decision. `now` may lie before the times in
 * the document, since nodes' clocks differ.
 */
export function decide(room: Room | null, command: Join | Resume, now: Time): Decision<Seated>;
export function decide(room: Room | null, command: Command, now: Time): Decision;
export function decide(room: Room | null, command: Command, now: Time): Decision | Decision<Seated> {
  switch (command.type) {
    case "create":
      return create(room, command, now);
    case "join":
      return join(room, command, now);
    case "resume":
      return resume(room, command);
    case "confirm":
      return confirm(room, command);
    case "update":
      return update(room, command);
    case "leave":
      return leave(room, command, now);
    case "drop":
      return drop(room, command, now);
    case "unload":
      return unload(room, command, now);
    case "expire":
      return expire(room, now);
  }
}
