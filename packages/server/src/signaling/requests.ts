import {
  type Answer,
  type RequestName,
  type RequestPayload,
  requests,
  type WireError,
  wireError,
} from "@confab/protocol";
import * as v from "valibot";
import { forget, type Kept, recall, remember } from "../sessions/recent-answers.ts";
import { requestRates, type Session } from "../sessions/session.ts";
import { type Taken, take } from "../sessions/token-bucket.ts";
import { guard, standingOf } from "./guard.ts";
import type { Handler, HandlerDeps, Outcome } from "./handlers/handler.ts";
import { handlers } from "./handlers/index.ts";
import { offence } from "./handshake.ts";

/** Sends the answer, if the client asked for one. */
export type Reply = (answer: Answer<RequestName>) => void;

export interface RequestDeps extends HandlerDeps {
  /** True once the server is about to go away. */
  readonly closing: () => boolean;
  /** Closes the connection of a session that hammers. */
  readonly throwOut: (session: Session) => void;
  /** A clock for durations, in ms. */
  readonly elapsed: () => number;
}

/** Whether a repeated request must be answered from memory, since doing it again would do something. */
const remembered: Readonly<Record<RequestName, boolean>> = {
  join: true,
  update: true,
  signal: true,
  // Whoever leaves is gone, and asking twice does no harm.
  leave: false,
  sync: false,
  ice: false,
};

const table: { readonly [N in RequestName]: Handler<N> } = handlers;

function isRequestName(name: unknown): name is RequestName {
  return typeof name === "string" && Object.hasOwn(requests, name);
}

/** Takes any event of a session to its handler and its answer to the client. Never throws. */
export function createRequests(
  deps: RequestDeps,
): (session: Session, name: unknown, payload: unknown, reply: Reply) => void {
  const { clock, log, meter, elapsed, seating } = deps;

  /** Why a message is refused before it is looked at. */
  function turnedBack(taken: Exclude<Taken, { kind: "flood" }>, known: boolean): WireError | null {
    if (taken.kind === "wait") return wireError("too-many-requests", { retryAfterMs: taken.ms });
    if (!known) return wireError("unknown-request");
    return deps.closing() ? wireError("shutting-down") : null;
  }

  function receive(session: Session, name: unknown, payload: unknown, reply: Reply): void {
    if (session.state.kind === "closed") return;
    const startedAt = elapsed();
    const taken = take(session.bucket, requestRates, clock.now());
    if (taken.kind === "flood") {
      deps.throwOut(session);
      return;
    }
    seating.confirm(session);
    const label = isRequestName(name) ? name : "unknown";
    const finish = (answer: Answer<RequestName>) => {
      meter.answered(label, answer.ok ? "ok" : answer.error.code, (elapsed() - startedAt) / 1000);
      reply(answer);
    };
    const error = turnedBack(taken, label !== "unknown");
    if (error) finish({ ok: false, error });
    else if (isRequestName(name)) handle(session, name, payload, finish);
  }

  function handle<N extends RequestName>(session: Session, name: N, payload: unknown, finish: Reply): void {
    const schema: v.GenericSchema<unknown, RequestPayload<N>> = requests[name].payload;
    const parsed = v.safeParse(schema, payload);
    if (!parsed.success) {
      finish({ ok: false, error: wireError("bad-request", { detail: offence(parsed) }) });
      return;
    }
    const known = recall(session.recent, parsed.output.id);
    if (known !== undefined) {
      repeat(known, finish);
      return;
    }
    const code = guard(standingOf(session.state), name);
    if (code !== null) finish({ ok: false, error: wireError(code) });
    else run(session, name, parsed.output, finish);
  }

  function run<N extends RequestName>(
    session: Session,
    name: N,
    payload: RequestPayload<N>,
    finish: Reply,
  ): void {
    const { id } = payload;
    const conclude = (outcome: Outcome<N>): Kept => {
      const answer = answerOf(outcome);
      const kept = (outcome.ok && outcome.again) || answer;
      if (remembered[name]) remember(session.recent, id, kept);
      finish(answer);
      if (outcome.ok) outcome.afterwards?.();
      return kept;
    };
    const fail = (error: unknown): Kept => {
      forget(session.recent, id);
      log.error({ err: error, room: session.room.id, request: name }, "request failed");
      const answer = { ok: false, error: wireError("internal") } as const;
      finish(answer);
      return answer;
    };
    try {
      const outcome = table[name](session, payload, deps);
      if (!(outcome instanceof Promise)) {
        conclude(outcome);
        return;
      }
      const kept = outcome.then(conclude).catch(fail);
      if (remembered[name]) remember(session.recent, id, kept);
    } catch (error) {
      fail(error);
    }
  }

  return receive;
}

function answerOf<N extends RequestName>(outcome: Outcome<N>): Answer<N> {
  if (!outcome.ok) return { ok: false, error: wireError(outcome.code) };
  const { result } = outcome;
  return { ok: true, result: typeof result === "function" ? result() : result };
}

function repeat(known: Kept | Promise<Kept>, finish: Reply): void {
  if (known instanceof Promise) known.then((kept) => repeat(kept, finish));
  else finish(typeof known === "function" ? known() : known);
}
