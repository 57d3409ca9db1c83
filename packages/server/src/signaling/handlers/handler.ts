import type {
  Answer,
  ErrorCode,
  ParticipantId,
  RequestName,
  RequestPayload,
  RequestResult,
} from "@confab/protocol";
import type { Clock } from "../../clock.ts";
import type { IceSource } from "../../ice-source.ts";
import type { Log } from "../../logging.ts";
import type { ConnectionId, Room } from "../../rooms/model.ts";
import type { Secrets } from "../../rooms/secrets.ts";
import type { RoomStore } from "../../rooms/store/store.ts";
import type { OrderedSignal, Session } from "../../sessions/session.ts";
import type { Ears } from "../hear.ts";
import type { Meter } from "../meter.ts";
import type { Seating } from "../seating.ts";

/** What a request comes to. `afterwards` runs right after the answer has been sent, in the same turn. */
export type Outcome<N extends RequestName> =
  | {
      readonly ok: true;
      /** Made in the turn in which the answer is sent if it is a function. */
      readonly result: RequestResult<N> | (() => RequestResult<N>);
      /** How to answer a repetition of a request whose result is too large to be kept. */
      readonly again?: () => Answer<N>;
      readonly afterwards?: () => void;
    }
  | { readonly ok: false; readonly code: ErrorCode };

/** Does what a parsed request of a session that may ask for it says. */
export type Handler<N extends RequestName> = (
  session: Session,
  payload: RequestPayload<N>,
  deps: HandlerDeps,
) => Outcome<N> | Promise<Outcome<N>>;

export interface HandlerDeps {
  readonly store: Pick<RoomStore, "read" | "transact">;
  readonly clock: Pick<Clock, "now">;
  readonly secrets: Secrets;
  readonly ice: IceSource;
  readonly log: Log;
  readonly meter: Meter;
  readonly seating: Seating;
  readonly ears: Pick<Ears, "from">;
  /** Hands a signal to a member's connection, wherever it is. False if it is known to be nowhere. */
  readonly deliver: (room: Room, to: Addressee, signal: OrderedSignal) => boolean | Promise<boolean>;
  /** Says the last word to a session that gives up its seat, and closes it. */
  readonly dismiss: (session: Session, reason: "left") => void;
}

export interface Addressee {
  readonly participant: ParticipantId;
  readonly connection: ConnectionId;
}
