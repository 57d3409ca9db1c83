import type { Face, Participant, ParticipantId, RoomEvent, RoomName, RoomSnapshot } from "@confab/protocol";
import type { Entitlement } from "./entitlement.ts";
import type { DomainEvent, ParticipantRecord, Room, Time } from "./model.ts";

/** For whom an event is looked at. */
export type Viewer =
  | { readonly kind: "outside"; readonly entitlement: Entitlement }
  | { readonly kind: "member"; readonly participant: ParticipantId };

/** A committed change as far as `view` needs it; every store entry is one. */
export interface Change {
  readonly room: Room | null;
  readonly events: readonly DomainEvent[];
}

/**
 * What a viewer is told of a change, in order. Outside without a key: nothing. Outside with a key: the new face, if it
 * has changed. A member: what befalls participants, but neither its own joining (the seat's snapshot has it) nor its own
 * leaving (a `bye` says it).
 */
export function view(name: RoomName, change: Change, viewer: Viewer, now: Time): readonly RoomEvent[] {
  switch (viewer.kind) {
    case "outside":
      if (viewer.entitlement === "not-open" || viewer.entitlement === "bad-key") return [];
      if (change.room !== null && !change.events.some(changesFace)) return [];
      return [{ type: "face", face: face(name, change.room, viewer.entitlement) }];
    case "member":
      return change.events.flatMap((event) => memberView(event, viewer.participant, now));
  }
}

function memberView(event: DomainEvent, self: ParticipantId, now: Time): readonly RoomEvent[] {
  switch (event.type) {
    case "joined":
      if (event.participant.id === self) return [];
      return [{ type: "joined", participant: toParticipant(event.participant, now) }];
    case "changed":
      return [{ type: "changed", participant: toParticipant(event.participant, now) }];
    case "left":
      if (event.participant.id === self) return [];
      return [{ type: "left", participant: event.participant.id, reason: event.reason }];
    case "created":
    case "replaced":
      return [];
  }
}

function changesFace(event: DomainEvent): boolean {
  switch (event.type) {
    case "created":
    case "joined":
    case "left":
      return true;
    case "changed":
      return (
        event.participant.name !== event.before.name || isAway(event.participant) !== isAway(event.before)
      );
    case "replaced":
      return false;
  }
}

/** What a viewer outside may know of the room `name`; without a key the same whether or not there is such a room. */
export function face(name: RoomName, room: Room | null, entitlement: Entitlement): Face {
  switch (entitlement) {
    case "not-open":
    case "bad-key":
      return { entitled: "none", room: name, because: entitlement };
    case "host":
    case "guest":
      if (room === null) return { entitled: "none", room: name, because: "bad-key" };
      return {
        entitled: entitlement,
        room: name,
        mode: room.mode,
        capacity: room.policy.capacity,
        present: room.participants.map((record) => ({ name: record.name, away: isAway(record) })),
      };
  }
}

/** Everything that a member may know of the room. */
export function snapshot(room: Room, now: Time): RoomSnapshot {
  return {
    room: room.name,
    mode: room.mode,
    capacity: room.policy.capacity,
    callMs: room.call === null ? 0 : Math.max(0, now - room.call.startedAt),
    participants: room.participants.map((record) => toParticipant(record, now)),
  };
}

/** A participant as the others see it. One that is merely silent still counts as active. */
export function toParticipant(record: ParticipantRecord, now: Time): Participant {
  const { id, name, role, life, media, presence } = record;
  const state: Participant["state"] =
    presence.kind === "away"
      ? { kind: "away", silentMs: Math.max(0, now - presence.since) }
      : { kind: "active" };
  return { id, name, role, life, media, state };
}

function isAway({ presence }: ParticipantRecord): boolean {
  return presence.kind === "away";
}
