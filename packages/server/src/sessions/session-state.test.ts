import { expect, it } from "vitest";
import { nextState, type SessionState, type SessionStep } from "./session-state.ts";

const states: Record<SessionState["kind"], SessionState> = {
  opening: { kind: "opening", held: [] },
  outside: { kind: "outside", entitlement: "guest" },
  joining: { kind: "joining", entitlement: "guest", held: [] },
  inside: { kind: "inside", participant: "p", role: "guest", secret: "unconfirmed" },
  leaving: { kind: "leaving", participant: "p" },
  closed: { kind: "closed", because: "lost" },
};

const steps: Record<SessionStep["type"], SessionStep> = {
  welcomed: { type: "welcomed", entitlement: "host" },
  join: { type: "join" },
  refused: { type: "refused" },
  seated: { type: "seated", participant: "p", role: "host", secret: "confirmed" },
  confirm: { type: "confirm" },
  leave: { type: "leave" },
  close: { type: "close", because: "left" },
};

/** Where each step leads; what is not listed is a bug and throws. */
const ways: Partial<Record<`${SessionState["kind"]} ${SessionStep["type"]}`, SessionState["kind"]>> = {
  "opening welcomed": "outside",
  "opening seated": "inside",
  "outside join": "joining",
  "joining refused": "outside",
  "joining seated": "inside",
  "inside confirm": "inside",
  "inside leave": "leaving",
};

for (const state of Object.values(states)) {
  for (const step of Object.values(steps)) {
    it(`${state.kind}, ${step.type}`, () => {
      const to = ways[`${state.kind} ${step.type}`];
      if (state.kind === "closed") expect(nextState(state, step)).toBe(state);
      else if (step.type === "close")
        expect(nextState(state, step)).toEqual({ kind: "closed", because: "left" });
      else if (to === undefined) expect(() => nextState(state, step)).toThrow(state.kind);
      else expect(nextState(state, step).kind).toBe(to);
    });
  }
}
