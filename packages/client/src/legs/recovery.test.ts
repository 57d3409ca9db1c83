import { describe, expect, it } from "vitest";
import { type Recovery, type RecoveryStep, recover, type Sight } from "./recovery.ts";

const well: Sight = {
  now: 0,
  ice: "connected",
  connection: "connected",
  arriving: "yes",
  agreements: 1,
  canSignal: true,
  nudged: false,
  broken: false,
};

/** Looks every 400 ms from one time to another and tells when which step was taken. */
function watch(
  state: Recovery,
  from: number,
  to: number,
  sight: (now: number) => Partial<Sight>,
): { state: Recovery; steps: [number, RecoveryStep][] } {
  const steps: [number, RecoveryStep][] = [];
  let current = state;
  for (let now = from; now <= to; now += 400) {
    const next = recover(current, { ...well, now, ...sight(now) });
    current = next.state;
    if (next.step !== "none") steps.push([now, next.step]);
  }
  return { state: current, steps };
}

const connected: Recovery = { kind: "connected" };
const connecting: Recovery = { kind: "connecting", since: 0, rebuilds: 0, patience: 3_000, restarted: null };
const cut = { connection: "disconnected", ice: "disconnected" } as const;

describe("a leg that works", () => {
  it("is left alone", () => {
    expect(watch(connected, 0, 60_000, () => ({}))).toEqual({ state: connected, steps: [] });
  });

  it("restarts ICE as soon as it is disconnected, and recovers", () => {
    const first = recover(connected, { ...well, ...cut });
    expect(first.step).toBe("restart");
    const back = recover(first.state, { ...well, now: 300, agreements: 2 });
    expect(back).toEqual({ state: connected, step: "none" });
  });

  it("restarts ICE when nothing arrives although ICE says that all is well", () => {
    expect(recover(connected, { ...well, arriving: "no" }).step).toBe("restart");
    expect(recover(connected, { ...well, arriving: "unknown" }).step).toBe("none");
  });

  it("restarts ICE when the network has changed, and does not believe the old path before that is answered", () => {
    const first = recover(connected, { ...well, nudged: true });
    expect(first.step).toBe("restart");
    expect(recover(first.state, { ...well, now: 100 }).state.kind).toBe("unwell");
    expect(recover(first.state, { ...well, now: 200, agreements: 2 }).state.kind).toBe("connected");
    // The old path has healed, and nobody answers since the other side's signalling is down.
    expect(recover(first.state, { ...well, now: 2_000 }).state.kind).toBe("connected");
  });

  it("waits while nothing can be signalled, however long", () => {
    const { state, steps } = watch(connected, 0, 120_000, () => ({ ...cut, canSignal: false }));
    expect(steps).toEqual([]);
    expect(state).toMatchObject({ kind: "unwell", restarted: null });
    expect(recover(state, { ...well, ...cut, now: 120_400 }).step).toBe("restart");
  });
});

describe("restarts", () => {
  it("are one at a time: an unanswered one is given 6 s", () => {
    const { steps } = watch(connected, 0, 7_000, () => cut);
    expect(steps).toEqual([
      [0, "restart"],
      [6_000, "restart"],
    ]);
  });

  it("are repeated every 2 s while they are answered and do not help", () => {
    const { steps } = watch(connected, 0, 8_000, (now) => ({
      connection: "failed",
      ice: "failed",
      agreements: 1 + Math.ceil(now / 2_000),
    }));
    expect(steps.map(([now]) => now)).toEqual([0, 2_000, 4_000, 6_000, 8_000]);
  });

  it("give way to a new generation after 10 s", () => {
    const { state, steps } = watch(connected, 0, 10_000, () => cut);
    expect(steps.at(-1)).toEqual([10_000, "rebuild"]);
    expect(state).toMatchObject({ kind: "connecting", rebuilds: 1 });
  });

  it("give way at once when the generation is broken", () => {
    expect(recover(connected, { ...well, broken: true }).step).toBe("rebuild");
  });
});

describe("a leg that has never worked", () => {
  it("gets a restart when a connection is overdue: relay candidates come in long before ICE fails", () => {
    const trying = { connection: "connecting", ice: "checking" } as const;
    const { steps } = watch(connecting, 0, 4_000, () => trying);
    expect(steps).toEqual([[3_200, "restart"]]);
    const hurried = { ...connecting, patience: 800 };
    expect(watch(hurried, 0, 1_200, () => trying).steps).toEqual([[800, "restart"]]);
  });

  it("is not restarted before there is an answer", () => {
    const { steps } = watch(connecting, 0, 9_600, () => ({ connection: "new", ice: "new", agreements: 0 }));
    expect(steps).toEqual([]);
  });

  it("is rebuilt again and again, with more time each", () => {
    const { steps } = watch(connecting, 0, 80_000, () => ({ connection: "new", ice: "new", agreements: 0 }));
    const times = steps.map(([now]) => now);
    expect(steps.every(([, step]) => step === "rebuild")).toBe(true);
    expect(times).toEqual([10_000, 25_200, 45_200, 70_400]);
  });

  it("takes the offer upon itself when the other side makes none", () => {
    const awaiting: Recovery = { kind: "awaiting", since: 0 };
    const { steps } = watch(awaiting, 0, 8_400, () => ({ connection: "new", ice: "new", agreements: 0 }));
    expect(steps).toEqual([[8_000, "rebuild"]]);
  });
});

it("stays closed", () => {
  expect(recover({ kind: "closed" }, { ...well, broken: true })).toEqual({
    state: { kind: "closed" },
    step: "none",
  });
});
