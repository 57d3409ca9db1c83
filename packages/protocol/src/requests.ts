import * as v from "valibot";
import { type ErrorCode, WireError } from "./errors.ts";
import type { Beat, Bye, NumberedEvent } from "./events.ts";
import type { Welcome } from "./handshake.ts";
import { RequestId } from "./ids.ts";
import { Ice, MediaState, ParticipantName, RoomSnapshot, Seat } from "./model.ts";
import { Opening, type Signal, SignalRequest } from "./signal.ts";

const id = { id: RequestId };

/**
 * Every request that a client may send: its payload, and the error codes that answer it beside those in
 * {@link commonErrors}. Sending the same `id` again asks for the same answer again, not for a second effect.
 */
export const requests = {
  join: {
    payload: v.object({ ...id, name: ParticipantName, media: MediaState, opening: v.exactOptional(Opening) }),
    errors: ["not-open", "bad-key", "room-full", "already-joined"],
  },
  /** `returning`: the page is being unloaded and may be back at once. */
  leave: { payload: v.object({ ...id, returning: v.exactOptional(v.boolean()) }), errors: [] },
  update: {
    payload: v.object({ ...id, name: v.exactOptional(ParticipantName), media: v.exactOptional(MediaState) }),
    errors: ["not-joined"],
  },
  signal: {
    payload: v.object({ ...id, ...SignalRequest.entries }),
    errors: ["not-joined", "no-such-participant", "unreachable", "stale"],
  },
  sync: { payload: v.object(id), errors: ["not-joined"] },
  ice: { payload: v.object(id), errors: ["not-joined"] },
} as const satisfies Record<string, { payload: v.GenericSchema; errors: readonly ErrorCode[] }>;

export type RequestName = keyof typeof requests;

/** Errors that any request may be answered with. */
export const commonErrors = ["bad-request", "too-many-requests", "shutting-down", "internal"] as const;

/** What each request is answered with when it succeeds. */
export const results = {
  join: Seat,
  leave: v.object({}),
  update: v.object({}),
  signal: v.object({}),
  sync: v.object({ snapshot: RoomSnapshot, n: v.number() }),
  ice: Ice,
} as const satisfies Record<RequestName, v.GenericSchema>;

export type RequestPayload<N extends RequestName> = v.InferOutput<(typeof requests)[N]["payload"]>;
export type RequestResult<N extends RequestName> = v.InferOutput<(typeof results)[N]>;

/** A request's answer, given through Socket.IO's acknowledgement where the client asks for one. */
export type Answer<N extends RequestName> =
  | { ok: true; result: RequestResult<N> }
  | { ok: false; error: WireError };

/** The schema of an answer whose result has the given schema. */
export function answerSchema<S extends v.GenericSchema>(result: S) {
  return v.variant("ok", [
    v.object({ ok: v.literal(true), result }),
    v.object({ ok: v.literal(false), error: WireError }),
  ]);
}

/** Socket.IO event map, client to server. */
export type ClientEvents = {
  [N in RequestName]: (payload: RequestPayload<N>, answer?: (answer: Answer<N>) => void) => void;
};

/** Socket.IO event map, server to client. */
export interface ServerEvents {
  welcome: (welcome: Welcome, seen: () => void) => void;
  event: (event: NumberedEvent) => void;
  signal: (signal: Signal) => void;
  beat: (beat: Beat) => void;
  bye: (bye: Bye) => void;
}
