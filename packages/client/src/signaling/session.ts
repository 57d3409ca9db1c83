import {
  Beat,
  Bye,
  type ErrorCode,
  type Handshake,
  NumberedEvent,
  type RequestName,
  type RequestPayload,
  type RequestResult,
  type RoomEvent,
  type RoomSnapshot,
  type Seat,
  type ServerEvents,
  Signal,
  Welcome,
  WireError,
} from "@confab/protocol";
import { type GenericSchema, type InferOutput, object, safeParse } from "valibot";
import type { Emits } from "../api.ts";
import type { Chance } from "../chance.ts";
import type { Clock } from "../clock.ts";
import { createEmitter } from "../emitter.ts";
import { ConfabError } from "../errors.ts";
import type { Page } from "../page.ts";
import { backoff } from "./backoff.ts";
import { createPendingRequests, type PendingRequests } from "./pending-requests.ts";
import type { OpenSocket, SignalingSocket, SocketListener } from "./signaling-socket.ts";

export interface SessionDeps {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly page: Page;
}

export interface SessionEvents {
  /** A try begins; `attempt` counts from 1 since the last welcome. */
  attempt: number;
  /** Listeners must have kept a seat's new secret when they return (protocol rule S3). */
  welcomed: Welcome;
  /** The connection has ended, or a try to connect has failed. */
  lost: null;
  /** The server refuses this client for good. */
  refused: ErrorCode;
  bye: Bye["reason"];
  event: RoomEvent;
  /** Something had been missed; this is how things are. */
  snapshot: RoomSnapshot;
  signal: Signal;
}

export type Payload<N extends RequestName> = Omit<RequestPayload<N>, "id">;

/** The signalling session: one connection at a time, made again until `close`. */
export interface Session extends Emits<SessionEvents> {
  /** Whether the server has welcomed the connection. */
  readonly connected: boolean;
  /** Whether requests of a member can be sent now. */
  readonly inside: boolean;
  /** Sends only on a welcomed connection, never later. @throws ConfabError */
  request<N extends RequestName>(name: N, payload: Payload<N>, id?: string): Promise<RequestResult<N>>;
  /** The join was answered: the session is inside, and events count from the seat's number. */
  seated(seat: Seat): void;
  close(): void;
}

type State =
  | { readonly kind: "waiting"; readonly stop: () => void }
  | { readonly kind: "opening"; readonly socket: SignalingSocket; readonly stop: () => void }
  | {
      readonly kind: "welcomed";
      readonly socket: SignalingSocket;
      readonly requests: PendingRequests;
      /** Number of the last event seen, once inside. */
      n: number | null;
      syncing: boolean;
      /** What came after the answer to `join` and before `seated`; the room that it is for is still being made. */
      held: (() => void)[] | null;
    }
  | { readonly kind: "closed" };

/** From the start of a try the server must say `welcome` within this, in ms. */
const welcomeMs = 8_000;
/**
 * Tries before the server is asked by a plain request first: Chromium delays WebSockets to a host where a dozen have
 * failed within minutes by up to 5 s (`websocket_throttler.cc`), which would outlast the server's absence.
 */
const triesWithoutKnock = 4;
/** How Socket.IO carries the reason of a refused handshake. */
const Refusal = object({ data: WireError });
/** How long a connection that a network change may have killed has to prove itself, in ms. */
const probeMs = 2_000;
/** Tries after a `restarting` are spread over this, in ms. */
const restartSpreadMs = 1_000;
/** Refusals that time heals. */
const passing: readonly ErrorCode[] = ["too-many-requests", "shutting-down", "internal"];

/** `handshake` is asked before each try, since the seat to resume changes. Connecting begins at once. */
export function createSession(
  deps: SessionDeps,
  target: { readonly url: string; handshake(): Handshake },
): Session {
  const { clock, chance, page } = deps;
  const emitter = createEmitter<SessionEvents>();
  let attempt = 0;
  let pollingFirst = false;
  let state: State = { kind: "waiting", stop: () => {} };

  function wait(ms: number): void {
    state = { kind: "waiting", stop: clock.after(ms, open) };
  }

  function open(): void {
    if (state.kind === "waiting") state.stop();
    attempt += 1;
    emitter.emit("attempt", attempt);
    // A listener may have closed the session meanwhile.
    if (isClosed()) return;
    const mine: { socket?: SignalingSocket } = {};
    const current = (): boolean => "socket" in state && state.socket === mine.socket;
    const listener: SocketListener = {
      message: (name, payload, seen) => {
        if (!current()) return;
        const take = (): void => receive(name, payload, seen);
        if (state.kind === "welcomed" && state.held) state.held.push(take);
        else take();
      },
      refused: (error) => {
        if (current()) refuse(error);
      },
      lost: () => {
        if (current()) drop();
      },
    };
    const socket = deps.openSocket(
      {
        url: target.url,
        handshake: target.handshake(),
        pollingFirst,
        knockFirst: attempt > triesWithoutKnock,
      },
      listener,
    );
    mine.socket = socket;
    const stop = clock.after(welcomeMs, () => {
      if (!current()) return;
      // No refusal, no answer: something on the way may swallow WebSockets.
      pollingFirst = !pollingFirst;
      drop();
    });
    state = { kind: "opening", socket, stop };
  }

  const isClosed = (): boolean => state.kind === "closed";

  /** Lets go of the connection, whatever its state. */
  function release(): void {
    if (state.kind === "waiting" || state.kind === "opening") state.stop();
    if (state.kind === "opening" || state.kind === "welcomed") state.socket.close();
    if (state.kind === "welcomed") state.requests.close();
  }

  function drop(minimumMs = 0): void {
    release();
    wait(Math.max(minimumMs, backoff(attempt + 1, chance.number())));
    emitter.emit("lost", null);
  }

  function refuse(raw: unknown): void {
    const error = safeParse(Refusal, raw);
    if (error.success && !passing.includes(error.output.data.code)) {
      close();
      emitter.emit("refused", error.output.data.code);
    } else {
      drop(error.success ? error.output.data.retryAfterMs : 0);
    }
  }

  function receive(name: keyof ServerEvents, payload: unknown, seen: () => void): void {
    switch (name) {
      case "welcome":
        parsed(Welcome, payload, (welcome) => {
          if (state.kind !== "opening") return;
          state.stop();
          const { socket } = state;
          const { session } = welcome;
          const n = session.state === "inside" ? session.seat.n : null;
          state = {
            kind: "welcomed",
            socket,
            requests: createPendingRequests(socket, clock),
            n,
            syncing: false,
            held: null,
          };
          attempt = 0;
          emitter.emit("welcomed", welcome);
          seen();
        });
        break;
      case "event":
        parsed(NumberedEvent, payload, ({ n, event }) => count(n, event));
        break;
      case "beat":
        parsed(Beat, payload, ({ n }) => count(n, null));
        break;
      case "signal":
        parsed(Signal, payload, (signal) => emitter.emit("signal", signal));
        break;
      case "bye":
        parsed(Bye, payload, ({ reason }) => {
          if (reason === "restarting") {
            drop(chance.number() * restartSpreadMs);
          } else {
            close();
          }
          emitter.emit("bye", reason);
        });
    }
  }

  /** Takes the event if it is the next one; asks for the whole picture if any is missing. */
  function count(n: number, event: RoomEvent | null): void {
    if (state.kind !== "welcomed") return;
    if (state.n === null) {
      // Outside only whole faces come, so that a gap is no loss.
      if (event) emitter.emit("event", event);
    } else if (event && n === state.n + 1) {
      state.n = n;
      emitter.emit("event", event);
    } else if (n > state.n) {
      void sync();
    }
  }

  async function sync(): Promise<void> {
    const asked = state;
    if (asked.kind !== "welcomed" || asked.syncing) return;
    asked.syncing = true;
    try {
      const { snapshot, n } = await request("sync", {});
      if (state !== asked) return;
      asked.n = n;
      emitter.emit("snapshot", snapshot);
    } catch {
      // The next event or beat shows the gap again.
    } finally {
      asked.syncing = false;
    }
  }

  async function request<N extends RequestName>(name: N, payload: Payload<N>, id = chance.id()) {
    if (state.kind !== "welcomed") throw new ConfabError("disconnected");
    if (state.n === null && name !== "join" && name !== "leave") throw new ConfabError("not-joined");
    const asked = state;
    return state.requests.send(name, { ...payload, id }, () => {
      if (name === "join") asked.held = [];
    });
  }

  function close(): void {
    release();
    state = { kind: "closed" };
    for (const stop of stops) stop();
  }

  function tryNow(): void {
    if (state.kind === "waiting") open();
  }

  /** A connection across a changed network may be dead without knowing. */
  function probe(): void {
    tryNow();
    const probed = state;
    if (probed.kind !== "welcomed" || probed.n === null) return;
    const stop = clock.after(probeMs, () => state === probed && drop());
    request("sync", {}).then(stop, stop);
  }

  const stops = [page.onNetwork(probe), page.onWake(tryNow)];
  open();

  return {
    on: emitter.on,
    get connected() {
      return state.kind === "welcomed";
    },
    get inside() {
      return state.kind === "welcomed" && state.n !== null;
    },
    request,
    seated(seat) {
      if (state.kind !== "welcomed") return;
      const held = state.held ?? [];
      state.held = null;
      state.n = seat.n;
      for (const take of held) take();
    },
    close,
  };
}

/** Parses at the edge; what does not have its schema's shape is dropped. */
function parsed<S extends GenericSchema>(
  schema: S,
  payload: unknown,
  take: (value: InferOutput<S>) => void,
): void {
  const result = safeParse(schema, payload);
  if (result.success) take(result.output);
}
