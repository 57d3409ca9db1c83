import { describe, expect, test } from "vitest";
import { advance, backOffMs, type EngineEvent, type EngineState, isCrashLooping } from "./lifecycle.ts";

const one = { pid: 7, started: "70", boot: "b" };

/** Runs events at their times and returns the last state and all actions. */
function play(steps: readonly (readonly [at: number, event: EngineEvent])[]) {
  let state: EngineState = { kind: "idle" };
  const actions: string[] = [];
  for (const [at, event] of steps) {
    const step = advance(state, event, at);
    state = step.state;
    if (step.action !== "none") actions.push(step.action);
  }
  return { state, actions };
}

const started = [
  [0, { type: "start" }],
  [10, { type: "launched", process: one, adopted: false }],
] as const;
const running = [...started, [60, { type: "answered" }]] as const;

describe("an engine", () => {
  test("runs once it has answered", () => {
    expect(play(running)).toEqual({
      state: { kind: "running", process: one, adopted: false, failures: 0, since: 60, silent: 0 },
      actions: ["launch"],
    });
  });

  test("runs at once when it is adopted", () => {
    const { state } = play([
      [0, { type: "start" }],
      [5, { type: "launched", process: one, adopted: true }],
    ]);
    expect(state).toMatchObject({ kind: "running", adopted: true });
  });

  test("is launched again right after it has ended", () => {
    const { state, actions } = play([
      ...running,
      [5_000, { type: "exited", because: "was ended by SIGKILL" }],
      [5_100, { type: "due" }],
    ]);
    expect(state).toEqual({ kind: "launching", failures: 1 });
    expect(actions).toEqual(["launch", "launch"]);
  });

  test("is ended after three probes in vain, not before", () => {
    const twice = [...running, [5_000, { type: "silent" }], [10_000, { type: "silent" }]] as const;
    expect(play(twice)).toMatchObject({ state: { kind: "running", silent: 2 }, actions: ["launch"] });
    expect(play([...twice, [15_000, { type: "answered" }]]).state).toMatchObject({ silent: 0 });
    expect(play([...twice, [15_000, { type: "silent" }]])).toMatchObject({
      state: { kind: "waiting", because: "stopped answering" },
      actions: ["launch", "stop"],
    });
  });

  test("is ended when it has not answered ten seconds after its start", () => {
    expect(play([...started, [9_000, { type: "silent" }]]).state.kind).toBe("starting");
    expect(play([...started, [10_010, { type: "silent" }]])).toMatchObject({
      state: { kind: "waiting", failures: 1 },
      actions: ["launch", "stop"],
    });
  });

  test("whose configuration has changed is replaced without counting a failure", () => {
    expect(play([...running, [100, { type: "outdated" }]])).toEqual({
      state: { kind: "waiting", failures: 0, until: 100, because: "has a new configuration" },
      actions: ["launch", "stop"],
    });
  });

  test("that is not installed is looked for again", () => {
    const missing = [...started.slice(0, 1), [1, { type: "missing", what: "coturn" }]] as const;
    expect(play(missing).state).toMatchObject({ kind: "missing", what: "coturn" });
    expect(play([...missing, [30_001, { type: "due" }]]).actions).toEqual(["launch", "launch"]);
  });

  test("stays closed", () => {
    const { state, actions } = play([
      ...running,
      [100, { type: "close" }],
      [200, { type: "exited", because: "is gone" }],
      [300, { type: "due" }],
      [400, { type: "start" }],
    ]);
    expect(state).toEqual({ kind: "closed" });
    expect(actions).toEqual(["launch"]);
  });
});

describe("a crash loop", () => {
  function crash(times: number, afterMs: number): EngineState {
    let state: EngineState = advance({ kind: "idle" }, { type: "start" }, 0).state;
    let now = 0;
    for (let count = 0; count < times; count += 1) {
      state = advance(state, { type: "launched", process: one, adopted: false }, now).state;
      state = advance(state, { type: "answered" }, now).state;
      now += afterMs;
      state = advance(state, { type: "exited", because: "ended with code 255" }, now).state;
      if (state.kind === "waiting" && count < times - 1) {
        now = state.until;
        state = advance(state, { type: "due" }, now).state;
      }
    }
    return state;
  }

  test("is told from single losses", () => {
    expect(isCrashLooping(crash(3, 100))).toBe(false);
    expect(isCrashLooping(crash(4, 100))).toBe(true);
  });

  test("is over when the engine has worked for a minute", () => {
    expect(crash(5, 60_000)).toMatchObject({ kind: "waiting", failures: 1 });
  });

  test("waits longer each time, a minute at most", () => {
    expect([1, 2, 3, 4, 5, 20].map(backOffMs)).toEqual([100, 1_000, 2_000, 4_000, 8_000, 60_000]);
  });
});
