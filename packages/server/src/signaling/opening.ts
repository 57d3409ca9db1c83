import { type Handshake, PROTOCOL_VERSION, type Welcome } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import type { IceSource } from "../ice-source.ts";
import { decide } from "../rooms/decide.ts";
import { entitlement } from "../rooms/entitlement.ts";
import type { Secrets } from "../rooms/secrets.ts";
import type { RoomStore } from "../rooms/store/store.ts";
import { face } from "../rooms/view.ts";
import { learn } from "../sessions/hosted-rooms.ts";
import type { Session } from "../sessions/session.ts";
import { nextState } from "../sessions/session-state.ts";
import type { Ears } from "./hear.ts";
import type { Meter } from "./meter.ts";
import type { Seating } from "./seating.ts";

export interface OpeningDeps {
  readonly store: Pick<RoomStore, "read" | "transact">;
  readonly clock: Pick<Clock, "now">;
  readonly secrets: Secrets;
  readonly ice: IceSource;
  readonly meter: Meter;
  readonly ears: Ears;
  readonly seating: Seating;
  readonly version: string;
  /** Ends the following of its room for a session that will never learn anything of it. */
  readonly unfollow: (session: Session) => void;
}

type Resume = NonNullable<Handshake["resume"]>;
type Refused = NonNullable<Extract<Welcome["session"], { state: "outside" }>["refused"]>;

/** Welcomes a session: into the seat that it proves to have, or outside, with what its key lets it see. */
export async function openSession(
  session: Session,
  resume: Resume | undefined,
  deps: OpeningDeps,
): Promise<void> {
  const refused = resume && (await resumeSeat(session, resume, deps));
  if (resume === undefined || refused) await welcomeOutside(session, refused, deps);
}

/** Resolves with why the seat could not be had, or with nothing once the session is welcomed into it. */
async function resumeSeat(
  session: Session,
  { participant, secret, fresh }: Resume,
  deps: OpeningDeps,
): Promise<Refused | undefined> {
  const { store, clock, secrets, meter, seating, version } = deps;
  const next = secrets.newSecret();
  const command = {
    type: "resume",
    participant,
    presented: secrets.hash(secret),
    next: secrets.hash(next),
    connection: session.connection.id,
    fresh,
  } as const;
  const decision = await store.transact(session.room.id, (room) => decide(room, command, clock.now()));
  if (!decision.ok) {
    const refused = decision.code === "resume-stale" ? "resume-stale" : "resume-unknown";
    meter.resumed(refused);
    return refused;
  }
  const { room, seat } = decision;
  if (room === null) throw new Error("A resume has removed its room.");
  meter.resumed("ok");
  session.connection.welcome(
    {
      protocol: PROTOCOL_VERSION,
      server: version,
      session: { state: "inside", seat: seating.seat(session, room, seat, next) },
    },
    () => seating.confirm(session),
  );
  seating.take(session, room, seat, "resume");
  return undefined;
}

async function welcomeOutside(
  session: Session,
  refused: Refused | undefined,
  { store, ice, ears, version, unfollow }: OpeningDeps,
): Promise<void> {
  // Without a key there is nothing to look up, and nothing to be learnt from how long that takes.
  const room = session.key === null ? null : await store.read(session.room.id);
  const { state } = session;
  if (state.kind !== "opening") return;
  const entitled = entitlement(room, session.key);
  session.connection.welcome(
    {
      protocol: PROTOCOL_VERSION,
      server: version,
      session: {
        state: "outside",
        face: face(session.room.name, room, entitled),
        ice: ice.outside(),
        ...(refused ? { refused } : {}),
      },
    },
    () => undefined,
  );
  session.state = nextState(state, { type: "welcomed", entitlement: entitled });
  if (entitled === "not-open" || entitled === "bad-key") {
    unfollow(session);
    return;
  }
  learn(session.room, room);
  ears.from(session, room?.version ?? 0, state.held);
}
