import type { ErrorCode } from "@confab/protocol";
import type { ConnectionId, DomainEvent, ParticipantRecord, Room } from "../model.ts";
import { deadlineOf } from "./deadline.ts";

export interface Refused {
  readonly ok: false;
  readonly code: ErrorCode;
}

export interface Accepted {
  readonly ok: true;
  readonly room: Room | null;
  readonly events: readonly DomainEvent[];
  readonly deadline: number | null;
}

export function refused(code: ErrorCode): Refused {
  return { ok: false, code };
}

export function unchanged(room: Room | null): Accepted {
  return { ok: true, room, events: [], deadline: room && deadlineOf(room) };
}

export function changed(room: Room, changes: Partial<Room>, events: readonly DomainEvent[]): Accepted {
  const next = { ...room, ...changes, version: room.version + 1 };
  return { ok: true, room: next, events, deadline: deadlineOf(next) };
}

/** Puts `record` in the place of the participant of its id. */
export function withRecord(room: Room, record: ParticipantRecord): readonly ParticipantRecord[] {
  return room.participants.map((each) => (each.id === record.id ? record : each));
}

/** Whether `connection` speaks for the participant; where none is named, the command comes from no connection and may act. */
export function speaksFor(record: ParticipantRecord, connection: ConnectionId | undefined): boolean {
  if (connection === undefined) return true;
  return record.presence.kind === "live" && record.presence.connection === connection;
}
