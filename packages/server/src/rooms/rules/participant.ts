import type { Drop, Leave, Unload, Update } from "../commands.ts";
import type { ParticipantRecord, Room, Time } from "../model.ts";
import type { Decision } from "../store/store.ts";
import { aged, departed } from "./ageing.ts";
import { changed, refused, speaksFor, unchanged, withRecord } from "./outcome.ts";

export function update(room: Room | null, command: Update): Decision {
  const before = room?.participants.find(({ id }) => id === command.participant);
  if (!room || before === undefined || !speaksFor(before, command.connection)) return refused("not-joined");
  const { name = before.name, media = before.media } = command;
  const same =
    name === before.name &&
    media.microphone === before.media.microphone &&
    media.camera === before.media.camera;
  if (same) return unchanged(room);
  const participant: ParticipantRecord = { ...before, name, media };
  return changed(room, { participants: withRecord(room, participant) }, [
    { type: "changed", participant, before },
  ]);
}

export function leave(room: Room | null, command: Leave, now: Time): Decision {
  const own = room?.participants.find(({ id }) => id === command.participant);
  if (!room || own === undefined || !speaksFor(own, command.connection)) return unchanged(room);
  const rest = room.participants.filter((record) => record !== own);
  return {
    ...departed(room, rest, [{ type: "left", participant: own, reason: "left" }], now),
    durable: "process",
  };
}

export function drop(room: Room | null, command: Drop, now: Time): Decision {
  const own = room?.participants.find(({ id }) => id === command.participant);
  if (!room || own === undefined || !speaksFor(own, command.connection)) return unchanged(room);
  const since = Math.min(command.lastSignOfLife, now);
  const silent: ParticipantRecord = { ...own, presence: { kind: "silent", since } };
  // Most lost connections are noticed by their silence, so it may well be time to call the participant away.
  const dropped = { ...room, participants: withRecord(room, silent) };
  const later = aged(dropped, now);
  return later.events.length > 0 ? later : changed(dropped, {}, []);
}

export function unload(room: Room | null, command: Unload, now: Time): Decision {
  const own = room?.participants.find(({ id }) => id === command.participant);
  if (!room || own === undefined || !speaksFor(own, command.connection)) return unchanged(room);
  const unloading: ParticipantRecord = { ...own, presence: { kind: "unloading", since: now } };
  return changed(room, { participants: withRecord(room, unloading) }, []);
}
