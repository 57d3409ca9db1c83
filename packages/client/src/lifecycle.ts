import type { Bye, ErrorCode, Face } from "@confab/protocol";
import type { CloseReason, Emits } from "./api.ts";
import { createEmitter } from "./emitter.ts";

/** What a session outside knows. */
export interface Outside {
  readonly face: Face;
  readonly relay: boolean;
}

/** The one lifecycle of an entrance and the room behind it. Times are the clock's, in ms. */
export type Lifecycle =
  | { readonly kind: "connecting"; readonly attempt: number }
  | { readonly kind: "open"; readonly outside: Outside }
  /** The person has asked to join; a lost connection does not take that back. */
  | { readonly kind: "joining"; readonly outside: Outside | null }
  | { readonly kind: "joined" }
  | { readonly kind: "reconnecting"; readonly since: number; readonly attempt: number }
  | { readonly kind: "refused"; readonly code: ErrorCode }
  | { readonly kind: "closed"; readonly reason: CloseReason };

export type LifecycleInput =
  | { readonly type: "attempt"; readonly attempt: number }
  | { readonly type: "lost"; readonly now: number }
  | {
      readonly type: "outside";
      readonly outside: Outside;
      readonly refused: "resume-unknown" | "resume-stale" | null;
    }
  | { readonly type: "inside" }
  | { readonly type: "face"; readonly face: Face }
  | { readonly type: "join" }
  | { readonly type: "join-failed" }
  | { readonly type: "refused"; readonly code: ErrorCode }
  | { readonly type: "bye"; readonly reason: Bye["reason"] }
  /** The application leaves, or lets go of the entrance. */
  | { readonly type: "leave" };

const closed = (reason: CloseReason): Lifecycle => ({ kind: "closed", reason });

/** The next state; the same object where the input changes nothing. */
export function advance(state: Lifecycle, input: LifecycleInput): Lifecycle {
  if (state.kind === "closed" || state.kind === "refused") return state;
  switch (input.type) {
    case "leave":
      return closed("left");
    case "bye":
      return input.reason === "restarting" ? state : closed(input.reason);
    case "inside":
      return { kind: "joined" };
    default:
      break;
  }
  switch (state.kind) {
    case "connecting":
      return whileConnecting(state, input);
    case "open":
      return whileOpen(state, input);
    case "joining":
      return whileJoining(state, input);
    case "joined":
      return input.type === "lost" ? { kind: "reconnecting", since: input.now, attempt: 1 } : state;
    case "reconnecting":
      return whileReconnecting(state, input);
  }
}

type Rest = Exclude<LifecycleInput, { type: "leave" | "bye" | "inside" }>;
type In<K extends Lifecycle["kind"]> = Extract<Lifecycle, { kind: K }>;

function whileConnecting(state: In<"connecting">, input: Rest): Lifecycle {
  switch (input.type) {
    case "attempt":
      return { kind: "connecting", attempt: input.attempt };
    case "outside":
      return { kind: "open", outside: input.outside };
    case "join":
      return { kind: "joining", outside: null };
    case "refused":
      return { kind: "refused", code: input.code };
    case "lost":
    case "face":
    case "join-failed":
      return state;
  }
}

function whileOpen(state: In<"open">, input: Rest): Lifecycle {
  switch (input.type) {
    case "face":
      return { kind: "open", outside: { ...state.outside, face: input.face } };
    case "outside":
      return { kind: "open", outside: input.outside };
    case "join":
      return { kind: "joining", outside: state.outside };
    case "lost":
      return { kind: "connecting", attempt: 1 };
    case "refused":
      return { kind: "refused", code: input.code };
    case "attempt":
    case "join-failed":
      return state;
  }
}

function whileJoining(state: In<"joining">, input: Rest): Lifecycle {
  switch (input.type) {
    case "outside":
      return { kind: "joining", outside: input.outside };
    case "face":
      return state.outside ? { kind: "joining", outside: { ...state.outside, face: input.face } } : state;
    case "join-failed":
      return state.outside ? { kind: "open", outside: state.outside } : { kind: "connecting", attempt: 1 };
    case "refused":
      return { kind: "refused", code: input.code };
    case "attempt":
    case "lost":
    case "join":
      return state;
  }
}

function whileReconnecting(state: In<"reconnecting">, input: Rest): Lifecycle {
  switch (input.type) {
    case "attempt":
      return { ...state, attempt: input.attempt };
    case "outside":
      return closed(input.refused === "resume-stale" ? "replaced" : "seat-lost");
    case "refused":
      return closed(input.code.startsWith("version") ? "version" : "seat-lost");
    case "lost":
    case "face":
    case "join":
    case "join-failed":
      return state;
  }
}

/** Holds the state; listeners hear of every change, in order. */
export interface LifecycleHolder extends Emits<{ state: Lifecycle }> {
  readonly state: Lifecycle;
  dispatch(input: LifecycleInput): void;
}

export function createLifecycle(): LifecycleHolder {
  const emitter = createEmitter<{ state: Lifecycle }>();
  let state: Lifecycle = { kind: "connecting", attempt: 1 };
  return {
    on: emitter.on,
    get state() {
      return state;
    },
    dispatch(input) {
      const next = advance(state, input);
      if (next === state) return;
      state = next;
      emitter.emit("state", next);
    },
  };
}
