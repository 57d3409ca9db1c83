import { limits } from "@confab/protocol";
import type { DomainEvent, ParticipantRecord, Room, Time } from "../model.ts";
import type { Lasting } from "../store/journal.ts";
import { type Accepted, changed, unchanged } from "./outcome.ts";

/** Lets time pass in a room: who has been silent for long is away, who has been away for long loses the seat. */
export function aged(room: Room, now: Time): Accepted & { readonly durable?: Lasting } {
  const events: DomainEvent[] = [];
  const participants = room.participants.flatMap((before) => {
    const participant = agedRecord(before, room.policy.graceMs, now);
    if (participant === null) events.push({ type: "left", participant: before, reason: lossOf(before) });
    else if (participant !== before) events.push({ type: "changed", participant, before });
    return participant ?? [];
  });
  if (events.length === 0) return unchanged(room);
  if (participants.length === room.participants.length) return changed(room, { participants }, events);
  return { ...departed(room, participants, events, now), durable: "process" };
}

/** The room after some have left it for good; the last of them ends the call. */
export function departed(
  room: Room,
  participants: readonly ParticipantRecord[],
  events: readonly DomainEvent[],
  now: Time,
): Accepted {
  const end = participants.length === 0 ? { call: null, usedAt: Math.max(now, room.usedAt) } : {};
  return changed(room, { participants, ...end }, events);
}

function agedRecord(record: ParticipantRecord, graceMs: number, now: Time): ParticipantRecord | null {
  const { presence } = record;
  if (presence.kind === "live") return record;
  const silentMs = now - presence.since;
  if (presence.kind === "unloading") return silentMs >= limits.unloadGraceMs ? null : record;
  if (silentMs >= graceMs) return null;
  if (presence.kind === "away" || silentMs < limits.awayAfterMs) return record;
  return { ...record, presence: { kind: "away", since: presence.since } };
}

/** A page that was unloaded and did not come back has left; one that merely fell silent has not chosen to. */
function lossOf({ presence }: ParticipantRecord): "left" | "timeout" {
  return presence.kind === "unloading" ? "left" : "timeout";
}
