import type { Bye, ParticipantId, RoomEvent } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import type { DomainEvent } from "../rooms/model.ts";
import type { Entry } from "../rooms/store/store.ts";
import { type Viewer, view } from "../rooms/view.ts";
import type { OrderedSignal, Session } from "../sessions/session.ts";

type ByeReason = Bye["reason"];

export interface HearDeps {
  readonly clock: Pick<Clock, "now">;
  /** Says the last word to a session whose seat is no longer its own. */
  readonly dismiss: (session: Session, reason: ByeReason) => void;
}

/** What a session is told, in order: entries of its room, and signals from others in it. */
export interface Ears {
  entry(session: Session, entry: Entry): void;
  signal(session: Session, signal: OrderedSignal): void;
  /** Goes on from a snapshot of the given version: what was held and is newer is told now. */
  from(session: Session, version: number, held: readonly Entry[]): void;
}

/** So many signals may wait for an entry that is still on its way from another node. */
const mostEarly = 64;

export function createEars({ clock, dismiss }: HearDeps): Ears {
  function tell(session: Session, event: RoomEvent): void {
    session.n += 1;
    session.connection.send("event", { n: session.n, event });
  }

  function entry(session: Session, next: Entry): void {
    const { state } = session;
    switch (state.kind) {
      case "opening":
      case "joining":
        state.held.push(next);
        return;
      case "leaving":
      case "closed":
        return;
      case "outside":
        hear(session, next, { kind: "outside", entitlement: state.entitlement });
        return;
      case "inside": {
        const reason = dismissal(next, state.participant, session.connection.id);
        if (reason !== null) dismiss(session, reason);
        else hear(session, next, { kind: "member", participant: state.participant });
      }
    }
  }

  function hear(session: Session, next: Entry, viewer: Viewer): void {
    if (next.version <= session.seen) return;
    const missed = next.version > session.seen + 1;
    // A room that is made again under its name starts at version 1.
    session.seen = next.room === null ? 0 : next.version;
    // The number skips, so that the client sees the gap and asks for a snapshot. Outside, the next face is a snapshot.
    if (missed && viewer.kind === "member") session.n += 1;
    const events = missed && viewer.kind === "outside" ? [{ type: "created" } as const] : next.events;
    for (const event of view(session.room.name, { room: next.room, events }, viewer, clock.now())) {
      tell(session, event);
    }
    if (session.early.length > 0) tellEarly(session);
  }

  function tellEarly(session: Session): void {
    const { early } = session;
    session.early = [];
    for (const one of early) signal(session, one);
  }

  function signal(session: Session, next: OrderedSignal): void {
    const { kind } = session.state;
    if (kind === "inside" && next.after <= session.seen) session.connection.send("signal", next.signal);
    else if (kind !== "inside" && kind !== "joining" && kind !== "opening") return;
    else if (session.early.length < mostEarly) session.early.push(next);
  }

  return {
    entry,
    signal,
    from(session, version, held) {
      session.seen = version;
      for (const one of held) entry(session, one);
      tellEarly(session);
    },
  };
}

/** Why the entry ends this session, or `null`. */
function dismissal(entry: Entry, self: ParticipantId, connection: string): ByeReason | null {
  for (const event of entry.events) {
    const reason = dismissalBy(event, self, connection);
    if (reason !== null) return reason;
  }
  return null;
}

function dismissalBy(event: DomainEvent, self: ParticipantId, connection: string): ByeReason | null {
  switch (event.type) {
    case "replaced":
      return event.participant === self && event.connection === connection ? "replaced" : null;
    case "left":
      if (event.participant.id !== self) return null;
      return event.reason === "removed" ? "removed" : "left";
    case "created":
    case "joined":
    case "changed":
      return null;
  }
}
