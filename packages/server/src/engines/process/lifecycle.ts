import type { ProcessIdentity } from "./identity.ts";

/** An engine's process, from the server's point of view. `failures` counts the launches in a row that came to nothing. */
export type EngineState =
  | { readonly kind: "idle" }
  /** The program is not installed. */
  | { readonly kind: "missing"; readonly what: string; readonly until: number }
  | { readonly kind: "launching"; readonly failures: number }
  /** Alive, and has not answered yet. */
  | {
      readonly kind: "starting";
      readonly process: ProcessIdentity;
      readonly failures: number;
      readonly since: number;
    }
  | {
      readonly kind: "running";
      readonly process: ProcessIdentity;
      readonly adopted: boolean;
      readonly failures: number;
      readonly since: number;
      /** Probes in a row without an answer. */
      readonly silent: number;
    }
  /** Will be launched again at `until`. */
  | { readonly kind: "waiting"; readonly failures: number; readonly until: number; readonly because: string }
  | { readonly kind: "closed" };

export type EngineEvent =
  | { readonly type: "start" }
  | { readonly type: "missing"; readonly what: string }
  | { readonly type: "launched"; readonly process: ProcessIdentity; readonly adopted: boolean }
  | { readonly type: "failed"; readonly because: string }
  | { readonly type: "answered" }
  | { readonly type: "silent" }
  | { readonly type: "exited"; readonly because: string }
  /** Its configuration is no longer the right one. */
  | { readonly type: "outdated" }
  | { readonly type: "due" }
  | { readonly type: "close" };

/** What the edge does next: start or adopt a process, end this one, or nothing. */
export type EngineAction = "launch" | "stop" | "none";

export interface Step {
  readonly state: EngineState;
  readonly action: EngineAction;
}

/** A process that does not answer so long after its start has failed, in ms. */
const startLimitMs = 10_000;
/** Unanswered probes in a row after which a living process counts as dead. */
const silenceLimit = 3;
/** A process that worked for so long has earned a quick restart, in ms. */
const soundAfterMs = 60_000;
/** How often we look for a program that was not installed, in ms. */
const lookAgainMs = 30_000;
/** Failures in a row from which an engine counts as crash-looping. */
export const crashLoopAfter = 4;

/** Time before launch number `failures` + 1, in ms: at once after the first loss, then doubling to a minute. */
export function backOffMs(failures: number): number {
  return failures <= 1 ? 100 : Math.min(60_000, 250 * 2 ** failures);
}

export function isCrashLooping(state: EngineState): boolean {
  return "failures" in state && state.failures >= crashLoopAfter && state.kind !== "running";
}

function wait(failures: number, because: string, now: number): EngineState {
  return { kind: "waiting", failures: failures + 1, until: now + backOffMs(failures + 1), because };
}

type Alive = Extract<EngineState, { kind: "starting" | "running" }>;

function failuresSoFar(state: Alive, now: number): number {
  return state.kind === "running" && now - state.since >= soundAfterMs ? 0 : state.failures;
}

function silent(state: Alive, now: number): Step {
  if (state.kind === "starting") {
    if (now - state.since < startLimitMs) return { state, action: "none" };
    return { state: wait(state.failures, "did not answer after its start", now), action: "stop" };
  }
  if (state.silent + 1 < silenceLimit)
    return { state: { ...state, silent: state.silent + 1 }, action: "none" };
  return { state: wait(failuresSoFar(state, now), "stopped answering", now), action: "stop" };
}

function answered(state: Alive, now: number): EngineState {
  if (state.kind === "running") return { ...state, silent: 0, failures: failuresSoFar(state, now) };
  const { process, failures } = state;
  return { kind: "running", process, adopted: false, failures, since: now, silent: 0 };
}

function whileAlive(state: Alive, event: EngineEvent, now: number): Step {
  switch (event.type) {
    case "answered":
      return { state: answered(state, now), action: "none" };
    case "silent":
      return silent(state, now);
    case "exited":
      return { state: wait(failuresSoFar(state, now), event.because, now), action: "none" };
    case "outdated":
      return {
        state: { kind: "waiting", failures: 0, until: now, because: "has a new configuration" },
        action: "stop",
      };
    default:
      return { state, action: "none" };
  }
}

function whileLaunching(failures: number, event: EngineEvent, now: number): Step | null {
  switch (event.type) {
    case "missing":
      return { state: { kind: "missing", what: event.what, until: now + lookAgainMs }, action: "none" };
    case "failed":
      return { state: wait(failures, event.because, now), action: "none" };
    case "launched": {
      const { process, adopted } = event;
      const state: EngineState = adopted
        ? { kind: "running", process, adopted, failures, since: now, silent: 0 }
        : { kind: "starting", process, failures, since: now };
      return { state, action: "none" };
    }
    default:
      return null;
  }
}

/** Moves an engine by one event. Events that mean nothing in a state, such as a late answer, change nothing. */
export function advance(state: EngineState, event: EngineEvent, now: number): Step {
  if (event.type === "close") return { state: { kind: "closed" }, action: "none" };
  const launch = (failures: number): Step => ({ state: { kind: "launching", failures }, action: "launch" });
  switch (state.kind) {
    case "idle":
      return event.type === "start" ? launch(0) : { state, action: "none" };
    case "missing":
      return event.type === "due" ? launch(0) : { state, action: "none" };
    case "waiting":
      return event.type === "due" ? launch(state.failures) : { state, action: "none" };
    case "launching":
      return whileLaunching(state.failures, event, now) ?? { state, action: "none" };
    case "starting":
    case "running":
      return whileAlive(state, event, now);
    case "closed":
      return { state, action: "none" };
  }
}
