import { type Bye, Signal, wireError } from "@confab/protocol";
import * as v from "valibot";
import type { Clock } from "../clock.ts";
import type { IceSource } from "../ice-source.ts";
import { type Log, shortAddress } from "../logging.ts";
import type { ConnectionId, Room } from "../rooms/model.ts";
import type { Secrets } from "../rooms/secrets.ts";
import type { RoomStore } from "../rooms/store/store.ts";
import { createHostedRooms } from "../sessions/hosted-rooms.ts";
import { newSession, type OrderedSignal, type Session } from "../sessions/session.ts";
import { type Ending, nextState } from "../sessions/session-state.ts";
import { createBackground } from "./background.ts";
import { createBeats } from "./beats.ts";
import type { Admission, Connection, Gateway, Knock, Receiver } from "./connection.ts";
import type { Addressee } from "./handlers/handler.ts";
import { readHandshake } from "./handshake.ts";
import { createEars } from "./hear.ts";
import type { Census, Meter } from "./meter.ts";
import { openSession } from "./opening.ts";
import { createRequests } from "./requests.ts";
import { createSeating } from "./seating.ts";

export interface GatewayDeps {
  readonly store: RoomStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly node: string;
  readonly secrets: Secrets;
  readonly ice: IceSource;
  readonly meter: Meter;
  readonly version: string;
  readonly project: string;
}

export interface RunningGateway extends Gateway {
  census(): Census;
  /** Refuses newcomers, says goodbye to everybody and gives their seats their time of grace. Idempotent. */
  close(): Promise<void>;
}

/** What one node sends to another for one of its sessions. */
const Forwarded = v.object({ after: v.number(), signal: Signal });

/** Stands between connections and rooms: welcomes sessions, takes their requests, tells them what happens. */
export function createGateway(deps: GatewayDeps): RunningGateway {
  const { store, clock, log, node, secrets, meter } = deps;
  const sessions = new Map<ConnectionId, Session>();
  const background = createBackground(log);
  const beats = createBeats(clock);
  const ears = createEars({ clock, dismiss });
  const rooms = createHostedRooms({ store, project: deps.project, hear: ears.entry });
  const seating = createSeating({ ...deps, ears, beats, background: background.watch });
  const opening = { ...deps, ears, seating, unfollow: rooms.leave };
  const receive = createRequests({
    ...deps,
    ears,
    seating,
    deliver,
    dismiss,
    throwOut,
    closing: () => closing !== null,
    elapsed: () => performance.now(),
  });
  const stopListening = store.sessions.listen(node, (connection, message) => {
    const session = sessions.get(connection);
    const forwarded = v.safeParse(Forwarded, message);
    if (session && forwarded.success) ears.signal(session, forwarded.output);
  });
  let closing: Promise<void> | null = null;

  /** The session is over; what is left to do for it is its ending's business. */
  function end(session: Session, because: Ending): void {
    session.state = nextState(session.state, { type: "close", because });
    sessions.delete(session.connection.id);
    beats.remove(session);
    rooms.leave(session);
  }

  function dismiss(session: Session, reason: Bye["reason"]): void {
    if (session.state.kind === "closed") return;
    end(session, reason === "left" ? "left" : "dismissed");
    session.connection.send("bye", { reason });
    session.connection.close("stay-away");
    log.debug({ room: session.room.id, connection: session.connection.id, reason }, "session dismissed");
  }

  function throwOut(session: Session): void {
    log.warn({ room: session.room.id, connection: session.connection.id }, "session hammers");
    session.connection.close("stay-away");
  }

  /** The connection is gone, or is being given up by us. */
  function lose(session: Session, silentMs: number): void {
    const { state } = session;
    if (state.kind === "closed") return;
    end(session, "lost");
    if (state.kind !== "inside" && state.kind !== "leaving") return;
    log.info({ room: session.room.id, participant: state.participant, silentMs }, "connection lost");
    background.watch("drop", seating.drop(session, state.participant, silentMs));
  }

  function deliver(room: Room, to: Addressee, signal: OrderedSignal): boolean | Promise<boolean> {
    const session = sessions.get(to.connection);
    if (session) {
      ears.signal(session, signal);
      return true;
    }
    return store.sessions.find(`${room.id}/${to.participant}`).then((address) => {
      if (address === null || address.node === node) return false;
      return store.sessions.send(address, signal);
    });
  }

  function open(connection: Connection, handshake: OpenHandshake): Receiver {
    const key = handshake.key === undefined ? null : secrets.hash(handshake.key);
    const session = newSession(connection, rooms.of(handshake.room), key, clock.now());
    rooms.enter(session);
    sessions.set(connection.id, session);
    const opened = openSession(session, handshake.resume, opening).catch((error: unknown) => {
      log.error({ err: error, room: session.room.id }, "session could not be opened");
      connection.close("come-back");
    });
    background.watch("open", opened);
    return {
      receive: (name, payload, answer) => receive(session, name, payload, answer ?? ignore),
      closed: (silentMs) => lose(session, silentMs),
    };
  }

  function admit({ auth, address }: Knock): Admission {
    const read = closing === null ? readHandshake(auth) : refusedForClosing;
    if (read.ok) return { ok: true, open: (connection) => open(connection, read.handshake) };
    meter.turnedAway(read.error.code);
    log.debug({ code: read.error.code, client: shortAddress(address) }, "handshake refused");
    return read;
  }

  async function close(): Promise<void> {
    beats.stop();
    for (const session of [...sessions.values()]) {
      session.connection.send("bye", { reason: "restarting" });
      session.connection.close("come-back");
      lose(session, 0);
    }
    stopListening();
    await background.idle();
  }

  return {
    admit,
    census: () => ({
      sessions: sessions.size,
      participants: [...sessions.values()].filter(({ state }) => state.kind === "inside").length,
      rooms: rooms.size,
      calls: [...rooms.all()].filter(({ document }) => document !== null && document.call !== null).length,
    }),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

type OpenHandshake = Extract<ReturnType<typeof readHandshake>, { ok: true }>["handshake"];

const refusedForClosing = {
  ok: false,
  error: wireError("shutting-down", { retryAfterMs: 1000 }),
} as const;

function ignore(): void {}
