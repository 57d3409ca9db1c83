import type { ErrorCode, ParticipantId } from "@confab/protocol";
import type { ConnectionId, ParticipantRecord, Room } from "./model.ts";

export type Route =
  | {
      readonly ok: true;
      /** The connection to deliver to. */
      readonly connection: ConnectionId;
      /** The sender, whose id and life go with the signal. */
      readonly from: ParticipantRecord;
    }
  | { readonly ok: false; readonly code: ErrorCode };

/** Whether a signal may be forwarded. `life` is the recipient's life that the signal is meant for. */
export function route(
  room: Room | null,
  from: { readonly participant: ParticipantId; readonly connection: ConnectionId },
  to: { readonly participant: ParticipantId; readonly life: number },
): Route {
  const sender = room?.participants.find(({ id }) => id === from.participant);
  if (sender?.presence.kind !== "live" || sender.presence.connection !== from.connection) {
    return { ok: false, code: "not-joined" };
  }
  const recipient = room?.participants.find(({ id }) => id === to.participant);
  if (recipient === undefined || recipient === sender) return { ok: false, code: "no-such-participant" };
  if (recipient.presence.kind !== "live") return { ok: false, code: "unreachable" };
  if (recipient.life !== to.life) return { ok: false, code: "stale" };
  return { ok: true, connection: recipient.presence.connection, from: sender };
}

/** Who gets the newcomer's opening offer: whoever has been in the call longest and can be reached. */
export function openingTarget(room: Room, newcomer: ParticipantId): ParticipantRecord | null {
  return room.participants.find(({ id, presence }) => id !== newcomer && presence.kind === "live") ?? null;
}
