import type { ParticipantId, ResumeSecret, Seat } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import type { IceSource } from "../ice-source.ts";
import type { Log } from "../logging.ts";
import { decide } from "../rooms/decide.ts";
import type { ParticipantRecord, Room } from "../rooms/model.ts";
import type { RoomStore } from "../rooms/store/store.ts";
import { snapshot } from "../rooms/view.ts";
import { learn } from "../sessions/hosted-rooms.ts";
import type { Session } from "../sessions/session.ts";
import { nextState } from "../sessions/session-state.ts";
import type { Beats } from "./beats.ts";
import type { Ears } from "./hear.ts";

/** How a session takes a seat, proves that it knows its secret, and loses its connection. */
export interface Seating {
  /** From now on what the room does is held back, for the snapshot that the seat comes with may be older or newer. */
  reserve(session: Session): void;
  /** The seat was refused. */
  waive(session: Session): void;
  /** Says that the participant is reached by this session. Others may signal as soon as a join is committed, so it is said before. */
  claim(session: Session, participant: ParticipantId): void;
  /** Takes that back. */
  release(session: Session, participant: ParticipantId): void;
  /** What the holder of the seat is told of it. */
  seat(session: Session, room: Room, record: ParticipantRecord, secret: ResumeSecret): Seat;
  /** Puts the session into its seat, right after it was told so. Drops the seat again if the connection is gone meanwhile. */
  take(session: Session, room: Room, record: ParticipantRecord, by: "join" | "resume"): void;
  /** The client was heard of: a secret before the current one is forgotten. */
  confirm(session: Session): void;
  /** The seat is given up. */
  leave(session: Session, participant: ParticipantId): Promise<void>;
  /** The page is being unloaded: the seat is kept for as long as a reload takes. */
  unload(session: Session): Promise<void>;
  /** The connection is lost: the seat is kept for as long as the room says. */
  drop(session: Session, participant: ParticipantId, silentMs: number): Promise<void>;
}

export interface SeatingDeps {
  readonly store: Pick<RoomStore, "transact" | "sessions">;
  readonly clock: Pick<Clock, "now">;
  readonly ice: IceSource;
  readonly log: Log;
  readonly node: string;
  readonly ears: Ears;
  readonly beats: Beats;
  /** Keeps an eye on what nobody waits for: what fails is logged, and closing waits for it. */
  readonly background: (step: string, work: Promise<unknown>) => void;
}

export function createSeating(deps: SeatingDeps): Seating {
  const { store, clock, ice, log, node, ears, beats, background } = deps;

  const addressKey = (session: Session, participant: ParticipantId) => `${session.room.id}/${participant}`;

  async function drop(session: Session, participant: ParticipantId, silentMs: number): Promise<void> {
    const connection = session.connection.id;
    const lastSignOfLife = Math.max(clock.now() - silentMs, session.bucket.at);
    await Promise.all([
      store.transact(session.room.id, (room) =>
        decide(room, { type: "drop", participant, connection, lastSignOfLife }, clock.now()),
      ),
      store.sessions.release(addressKey(session, participant), connection),
    ]);
  }

  function claim(session: Session, participant: ParticipantId): void {
    const address = { node, connection: session.connection.id };
    background("claim", store.sessions.claim(addressKey(session, participant), address));
  }

  async function leave(session: Session, participant: ParticipantId): Promise<void> {
    const connection = session.connection.id;
    if (session.state.kind === "inside") session.state = nextState(session.state, { type: "leave" });
    beats.remove(session);
    await Promise.all([
      store.transact(session.room.id, (room) =>
        decide(room, { type: "leave", participant, connection }, clock.now()),
      ),
      store.sessions.release(addressKey(session, participant), connection),
    ]);
    log.info({ room: session.room.id, participant }, "seat given up");
  }

  async function unload(session: Session): Promise<void> {
    if (session.state.kind !== "inside") return;
    const command = {
      type: "unload",
      participant: session.state.participant,
      connection: session.connection.id,
    } as const;
    await store.transact(session.room.id, (room) => decide(room, command, clock.now()));
  }

  return {
    reserve(session) {
      session.state = nextState(session.state, { type: "join" });
    },
    waive(session) {
      const { state } = session;
      if (state.kind !== "joining") return;
      session.state = nextState(state, { type: "refused" });
      ears.from(session, session.seen, state.held);
    },
    claim,
    release(session, participant) {
      background("release", store.sessions.release(addressKey(session, participant), session.connection.id));
    },
    seat: (session, room, record, secret) => ({
      you: record.id,
      secret,
      snapshot: snapshot(room, clock.now()),
      n: session.n,
      ice: ice.member(record.id),
    }),
    take(session, room, record, by) {
      const participant = record.id;
      if (session.state.kind === "closed") {
        const left = session.state.because === "left";
        background(
          left ? "leave" : "drop",
          left ? leave(session, participant) : drop(session, participant, 0),
        );
        return;
      }
      const held = "held" in session.state ? session.state.held : [];
      const secret = record.secret.previous === null ? "confirmed" : "unconfirmed";
      session.state = nextState(session.state, { type: "seated", participant, role: record.role, secret });
      learn(session.room, room);
      beats.add(session);
      claim(session, participant);
      log.info({ room: room.id, call: room.call?.id, participant, life: record.life, by }, "seat taken");
      ears.from(session, room.version, held);
    },
    confirm(session) {
      const { state, connection } = session;
      if (state.kind !== "inside" || state.secret === "confirmed") return;
      session.state = nextState(state, { type: "confirm" });
      const { participant } = state;
      const command = { type: "confirm", participant, connection: connection.id } as const;
      background(
        "confirm",
        store.transact(session.room.id, (room) => decide(room, command, clock.now())),
      );
    },
    leave,
    unload,
    drop,
  };
}
