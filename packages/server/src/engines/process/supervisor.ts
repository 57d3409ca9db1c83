import type { Clock } from "../../clock.ts";
import type { Log } from "../../logging.ts";
import { isAlive, type ProcessIdentity } from "./identity.ts";
import { advance, type EngineEvent, type EngineState, isCrashLooping } from "./lifecycle.ts";
import { stopProcess } from "./stop.ts";

/** What one kind of engine knows of itself. */
export interface Engine {
  readonly name: string;
  /** Adopts the living process that fits, or ends what does not fit and starts a new one. Throws {@link ProgramMissing}. */
  launch(): Promise<Launched>;
  /** Whether it does its work. */
  probe(): Promise<boolean>;
  /** Whether the process in hand was started with today's configuration. */
  isCurrent(): boolean;
}

export interface Launched {
  readonly process: ProcessIdentity;
  readonly adopted: boolean;
  /** Calls back when the process ends, where its parent is us; an adopted one is looked at instead. */
  readonly onExit?: (listener: (how: string) => void) => void;
}

/** The engine's program is not on this machine; the message says what is missing. */
export class ProgramMissing extends Error {
  override readonly name = "ProgramMissing";
}

export interface Supervisor {
  state(): EngineState;
  start(): void;
  /** Resolves once the engine answers, or is known not to for now. */
  settled(): Promise<EngineState>;
  /** Restarts the engine if its configuration has changed. */
  refresh(): void;
  /** Stops looking after the engine, and leaves it running. Idempotent. */
  close(): void;
}

const startingProbeMs = 50;
const aliveMs = 1_000;
/** Looks between two probes of a running engine: one every five seconds. */
const looksPerProbe = 5;
const patienceMs = 4_000;

export function createSupervisor(deps: { engine: Engine; clock: Clock; log: Log }): Supervisor {
  const { engine, clock } = deps;
  const log = deps.log.child({ engine: engine.name });
  let state: EngineState = { kind: "idle" };
  let cancel = () => {};
  let looks = 0;
  const waiting: ((state: EngineState) => void)[] = [];

  function settle(): void {
    if (state.kind === "idle" || state.kind === "launching" || state.kind === "starting") return;
    for (const resolve of waiting.splice(0)) resolve(state);
  }

  function report(before: EngineState): void {
    if (before.kind === state.kind) return;
    if (state.kind === "running") {
      log.info({ pid: state.process.pid, adopted: state.adopted }, "engine answers");
    } else if (state.kind === "missing") {
      log.warn({ what: state.what }, "engine is not installed");
    } else if (state.kind === "waiting") {
      const fields = { because: state.because, failures: state.failures };
      if (isCrashLooping(state)) log.error(fields, "engine keeps failing");
      else log.warn(fields, "engine will be started again");
    }
  }

  function dispatch(event: EngineEvent): void {
    const before = state;
    const step = advance(before, event, clock.now());
    state = step.state;
    report(before);
    settle();
    if (step.action === "stop" && "process" in before) void end(before.process);
    else if (step.action === "launch") void launch();
    else schedule();
  }

  /** Not before the old process is gone may a new one want its ports. */
  async function end(process: ProcessIdentity): Promise<void> {
    cancel();
    await stopProcess(process, patienceMs).catch((error: unknown) => {
      log.error({ pid: process.pid, because: String(error) }, "engine could not be stopped");
    });
    schedule();
  }

  async function launch(): Promise<void> {
    try {
      const launched = await engine.launch();
      const { process } = launched;
      launched.onExit?.((how) => {
        if ("process" in state && state.process.pid === process.pid)
          dispatch({ type: "exited", because: how });
      });
      looks = 0;
      dispatch({ type: "launched", process, adopted: launched.adopted });
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      dispatch(
        error instanceof ProgramMissing ? { type: "missing", what: because } : { type: "failed", because },
      );
    }
  }

  async function look(process: ProcessIdentity, probe: boolean): Promise<void> {
    const alive = isAlive(process);
    const answers = alive && probe ? await engine.probe() : null;
    // Meanwhile it may have ended, or been replaced.
    if (!("process" in state) || state.process !== process) return;
    if (!alive) dispatch({ type: "exited", because: "is gone" });
    else if (answers !== null) dispatch({ type: answers ? "answered" : "silent" });
    else schedule();
  }

  function schedule(): void {
    cancel();
    if (state.kind === "waiting" || state.kind === "missing") {
      cancel = clock.after(Math.max(0, state.until - clock.now()), () => dispatch({ type: "due" }));
    } else if (state.kind === "starting") {
      const { process } = state;
      cancel = clock.after(startingProbeMs, () => void look(process, true));
    } else if (state.kind === "running") {
      const { process } = state;
      looks += 1;
      const probe = looks % looksPerProbe === 0;
      cancel = clock.after(aliveMs, () => void look(process, probe));
    }
  }

  return {
    state: () => state,
    start: () => dispatch({ type: "start" }),
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      }),
    refresh() {
      if ("process" in state && !engine.isCurrent()) dispatch({ type: "outdated" });
    },
    close() {
      cancel();
      dispatch({ type: "close" });
      cancel();
    },
  };
}
