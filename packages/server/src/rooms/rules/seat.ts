import { limits } from "@confab/protocol";
import type { Confirm, Join, Resume } from "../commands.ts";
import type { ConnectionId, DomainEvent, ParticipantRecord, Room, Time } from "../model.ts";
import { sameHash } from "../same-hash.ts";
import type { Decision } from "../store/store.ts";
import { changed, refused, speaksFor, unchanged, withRecord } from "./outcome.ts";

/** What joining or resuming gives. `repeated` says that the seat was there before, so nobody was told of a newcomer. */
export interface Seated {
  readonly seat: ParticipantRecord;
  readonly repeated: boolean;
}

export function join(room: Room | null, command: Join, now: Time): Decision<Seated> {
  if (room === null) return refused("not-open");
  const own = room.participants.find(({ joinRequest }) => sameHash(joinRequest, command.joinRequest));
  if (own !== undefined) {
    return seated(room, own, {
      connection: command.connection,
      secret: { current: command.secret, previous: null },
    });
  }
  if (room.participants.some((record) => speaksFor(record, command.connection)))
    return refused("already-joined");
  if (room.participants.length >= room.policy.capacity) return refused("room-full");

  const seat: ParticipantRecord = {
    id: command.participant,
    name: command.name,
    role: command.role,
    life: 1,
    media: command.media,
    joinedAt: now,
    presence: { kind: "live", connection: command.connection },
    joinRequest: command.joinRequest,
    secret: { current: command.secret, previous: null },
  };
  const call = room.call ?? { id: command.call, startedAt: now };
  const participants = [...room.participants, seat];
  return {
    ...changed(room, { call, participants }, [{ type: "joined", participant: seat }]),
    seat,
    repeated: false,
  };
}

export function resume(room: Room | null, command: Resume): Decision<Seated> {
  const own = room?.participants.find(({ id }) => id === command.participant);
  if (!room || own === undefined) return refused("resume-unknown");
  const { current, previous } = own.secret;
  const known =
    sameHash(command.presented, current) || (previous !== null && sameHash(command.presented, previous));
  if (!known) return refused("resume-stale");
  return seated(room, own, {
    connection: command.connection,
    // The presented secret is one that the client certainly has; the answer that carries the next may get lost.
    secret: { current: command.next, previous: command.presented },
    ...(command.fresh ? { life: Math.min(own.life + 1, limits.counter) } : {}),
  });
}

export function confirm(room: Room | null, command: Confirm): Decision {
  const own = room?.participants.find(({ id }) => id === command.participant);
  if (!room || own === undefined || own.secret.previous === null || !speaksFor(own, command.connection)) {
    return unchanged(room);
  }
  const confirmed = { ...own, secret: { ...own.secret, previous: null } };
  return changed(room, { participants: withRecord(room, confirmed) }, []);
}

/**
 * Binds a seat to a new connection. Durable, since the client may have nothing but the new secret a moment later: a
 * server that forgot it could not tell this client from a thief.
 */
function seated(
  room: Room,
  before: ParticipantRecord,
  next: { connection: ConnectionId; secret: ParticipantRecord["secret"]; life?: number },
): Decision<Seated> {
  const seat: ParticipantRecord = {
    ...before,
    life: next.life ?? before.life,
    presence: { kind: "live", connection: next.connection },
    secret: next.secret,
  };
  const events: DomainEvent[] = [];
  if (before.presence.kind === "live" && before.presence.connection !== next.connection) {
    events.push({ type: "replaced", participant: before.id, connection: before.presence.connection });
  }
  if (before.presence.kind === "away" || seat.life !== before.life) {
    events.push({ type: "changed", participant: seat, before });
  }
  return {
    ...changed(room, { participants: withRecord(room, seat) }, events),
    durable: "machine",
    seat,
    repeated: true,
  };
}
