import type { Face, NumberedEvent, ParticipantId, RoomName, RoomSnapshot } from "@confab/protocol";
import type { Entitlement } from "../entitlement.ts";
import type { ConnectionId, Room, RoomId, Time } from "../model.ts";
import type { Entry, RoomStore } from "../store/store.ts";
import { face, snapshot, type Viewer, view } from "../view.ts";

/** What a connection is told. */
export interface Ear {
  event(event: NumberedEvent): void;
  bye(): void;
}

export interface SimulatedSession {
  readonly connection: ConnectionId;
  readonly ear: Ear;
  viewer: Viewer;
  /** Number of the last event sent. */
  n: number;
  /** Version of the room that it has been told of. */
  seen: number;
  /** Entries that wait for the answer to a request that is under way. */
  held: Entry[] | null;
  /** How many of the next entries never reach it, as when a node dies between commit and emit. */
  deafFor: number;
}

/** The least that must stand between the store and sessions for all to see the same, without sockets. */
export interface SimulatedGateway {
  connect(
    connection: ConnectionId,
    entitlement: Entitlement,
    ear: Ear,
  ): Promise<{ session: SimulatedSession; face: Face }>;
  /** Holds back what happens until `enter` or `release`. */
  hold(session: SimulatedSession): void;
  release(session: SimulatedSession): void;
  /** Makes the session a member from this document on. */
  enter(session: SimulatedSession, self: ParticipantId, room: Room): { snapshot: RoomSnapshot; n: number };
  sync(session: SimulatedSession): Promise<{ snapshot: RoomSnapshot; n: number }>;
  disconnect(session: SimulatedSession): void;
  close(): void;
}

export interface SimulatedGatewayDeps {
  readonly store: RoomStore;
  readonly id: RoomId;
  readonly name: RoomName;
  readonly now: () => Time;
}

export function createSimulatedGateway({ store, id, name, now }: SimulatedGatewayDeps): SimulatedGateway {
  const sessions = new Set<SimulatedSession>();
  const stop = store.subscribe(id, (entry) => {
    for (const session of [...sessions]) hear(session, entry);
  });

  function hear(session: SimulatedSession, entry: Entry): void {
    if (session.held !== null) session.held.push(entry);
    else if (session.deafFor > 0) session.deafFor -= 1;
    else if (entry.version > session.seen) tell(session, entry);
  }

  function tell(session: SimulatedSession, entry: Entry): void {
    const missed = entry.version > session.seen + 1;
    session.seen = entry.version;
    if (missed && session.viewer.kind === "member") session.n += 1;
    const missedFace = missed && session.viewer.kind === "outside" && isEntitled(session.viewer.entitlement);
    const events =
      missedFace && session.viewer.kind === "outside"
        ? [{ type: "face" as const, face: face(name, entry.room, session.viewer.entitlement) }]
        : view(name, entry, session.viewer, now());
    for (const event of events) {
      session.n += 1;
      session.ear.event({ n: session.n, event });
    }
    if (entry.events.some((event) => ends(event, session))) {
      sessions.delete(session);
      session.ear.bye();
    }
  }

  function release(session: SimulatedSession): void {
    const held = session.held ?? [];
    session.held = null;
    for (const entry of held) hear(session, entry);
  }

  return {
    async connect(connection, entitlement, ear) {
      const session: SimulatedSession = {
        connection,
        ear,
        viewer: { kind: "outside", entitlement },
        n: 0,
        seen: 0,
        held: [],
        deafFor: 0,
      };
      sessions.add(session);
      const room = await store.read(id);
      session.seen = room?.version ?? 0;
      release(session);
      return { session, face: face(name, room, entitlement) };
    },
    hold(session) {
      session.held ??= [];
    },
    release,
    enter(session, self, room) {
      session.viewer = { kind: "member", participant: self };
      session.seen = room.version;
      const seat = { snapshot: snapshot(room, now()), n: session.n };
      release(session);
      return seat;
    },
    async sync(session) {
      const room = await store.read(id);
      if (room === null) throw new Error("The room is gone.");
      // While it was read the session may have been told more; a snapshot must not be older than its number.
      if (room.version < session.seen) return this.sync(session);
      session.seen = room.version;
      return { snapshot: snapshot(room, now()), n: session.n };
    },
    disconnect: (session) => void sessions.delete(session),
    close() {
      stop();
      sessions.clear();
    },
  };
}

function ends(event: Entry["events"][number], session: SimulatedSession): boolean {
  if (event.type === "replaced") return event.connection === session.connection;
  if (event.type !== "left" || session.viewer.kind !== "member") return false;
  return event.participant.id === session.viewer.participant;
}

function isEntitled(entitlement: Entitlement): boolean {
  return entitlement === "host" || entitlement === "guest";
}
