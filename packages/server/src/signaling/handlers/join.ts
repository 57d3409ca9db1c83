import type { Answer, Opening, ParticipantId, ResumeSecret } from "@confab/protocol";
import { decide } from "../../rooms/decide.ts";
import { entitlement } from "../../rooms/entitlement.ts";
import type { ParticipantRecord, Room } from "../../rooms/model.ts";
import { openingTarget } from "../../rooms/route.ts";
import type { Session } from "../../sessions/session.ts";
import type { Handler, HandlerDeps } from "./handler.ts";

export const join: Handler<"join"> = async (session, payload, deps) => {
  const { store, clock, secrets, meter, seating } = deps;
  seating.reserve(session);
  const secret = secrets.newSecret();
  const command = {
    type: "join",
    participant: secrets.newParticipantId(),
    call: secrets.newCallId(),
    name: payload.name,
    media: payload.media,
    joinRequest: secrets.hash(payload.id),
    secret: secrets.hash(secret),
    connection: session.connection.id,
  } as const;

  seating.claim(session, command.participant);
  const deciding = store.transact(session.room.id, (room) => {
    const role = entitlement(room, session.key);
    if (role === "not-open" || role === "bad-key") return { ok: false, code: role } as const;
    return decide(room, { ...command, role }, clock.now());
  });
  const giveBack = () => seating.release(session, command.participant);
  const decision = await deciding.catch((error: unknown) => {
    giveBack();
    seating.waive(session);
    throw error;
  });
  if (!decision.ok || decision.repeated) giveBack();
  if (!decision.ok) {
    seating.waive(session);
    return decision;
  }
  const { room, seat } = decision;
  if (room === null) throw new Error("A join has removed its room.");

  const target = payload.opening && openingTarget(room, seat.id);
  const opened = target ? { opened: target.id } : {};
  return {
    ok: true,
    result: { ...seating.seat(session, room, seat, secret), ...opened },
    again: repeater(session, seat, secret, opened, deps),
    afterwards() {
      seating.take(session, room, seat, "join");
      if (!decision.repeated) meter.joined();
      // A join repeated on a new connection sends its opening again, since the answer to the first may have been lost.
      if (payload.opening && target) forward(payload.opening, room, seat, target, deps);
    },
  };
};

/** Tells of the same seat as it is now. Made apart from the join, so that it does not keep the join's payload in memory. */
function repeater(
  session: Session,
  seat: ParticipantRecord,
  secret: ResumeSecret,
  opened: { opened?: ParticipantId },
  deps: HandlerDeps,
): () => Answer<"join"> {
  return () => {
    const { document } = session.room;
    if (document === null) throw new Error("A seat's room is unknown.");
    return { ok: true, result: { ...deps.seating.seat(session, document, seat, secret), ...opened } };
  };
}

/** Hands the opening offer to whoever has been there longest, once that participant has heard of the newcomer. */
function forward(
  opening: Opening,
  room: Room,
  from: ParticipantRecord,
  to: ParticipantRecord,
  deps: HandlerDeps,
): void {
  if (to.presence.kind !== "live") return;
  const signal = { from: from.id, life: from.life, generation: 1, ...opening };
  deps.deliver(
    room,
    { participant: to.id, connection: to.presence.connection },
    { after: room.version, signal },
  );
}
