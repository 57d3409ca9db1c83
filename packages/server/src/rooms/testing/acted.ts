import type { Command } from "../commands.ts";
import { decide } from "../decide.ts";
import type { DomainEvent, ParticipantRecord, Room, Time } from "../model.ts";
import { createCommand, idOf } from "./samples.ts";

/** The time at which the tests of rules begin. */
export const start: Time = 1_000_000;

/** Lets one command after the other act on a room; throws where one is refused. */
export function acted(room: Room | null, commands: readonly Command[], now: Time = start): Room {
  const last = commands.reduce<Room | null>((before, command) => {
    const decision = decide(before, command, now);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
    return decision.room;
  }, room);
  if (last === null) throw new Error("The room is gone.");
  return last;
}

export function newRoom(capacity = 2): Room {
  return acted(null, [createCommand({ policy: { capacity, graceMs: 120_000 } })]);
}

export function recordOf(room: Room | null, name: string): ParticipantRecord {
  const record = room?.participants.find(({ id }) => id === idOf(name));
  if (record === undefined) throw new Error(`${name} has no seat.`);
  return record;
}

/** Events in a word or two each, such as `left Ann`. */
export function told(events: readonly DomainEvent[]): string[] {
  return events.map(wordsFor);
}

function wordsFor(event: DomainEvent): string {
  switch (event.type) {
    case "created":
      return "created";
    case "joined":
    case "changed":
    case "left":
      return `${event.type} ${event.participant.name}`;
    case "replaced":
      return `replaced ${event.connection}`;
  }
}
