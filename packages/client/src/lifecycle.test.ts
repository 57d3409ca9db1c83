import { describe, expect, it } from "vitest";
import { advance, createLifecycle, type Lifecycle, type LifecycleInput } from "./lifecycle.ts";

const outside = {
  face: { entitled: "none", room: "a", because: "not-open" },
  relay: true,
} as const;
const states: Record<Lifecycle["kind"], Lifecycle> = {
  connecting: { kind: "connecting", attempt: 1 },
  open: { kind: "open", outside },
  joining: { kind: "joining", outside },
  joined: { kind: "joined" },
  reconnecting: { kind: "reconnecting", since: 5, attempt: 2 },
  refused: { kind: "refused", code: "version-too-old" },
  closed: { kind: "closed", reason: "left" },
};
const inputs: LifecycleInput[] = [
  { type: "attempt", attempt: 3 },
  { type: "lost", now: 7 },
  { type: "outside", outside, refused: null },
  { type: "inside" },
  { type: "face", face: outside.face },
  { type: "join" },
  { type: "join-failed" },
  { type: "refused", code: "version-too-new" },
  { type: "bye", reason: "removed" },
  { type: "leave" },
];

const after = (kind: Lifecycle["kind"], input: LifecycleInput): Lifecycle => advance(states[kind], input);

describe("lifecycle", () => {
  it("ends in refused and closed", () => {
    for (const input of inputs) {
      expect(after("refused", input)).toBe(states.refused);
      expect(after("closed", input)).toBe(states.closed);
    }
  });

  it("can be left from everywhere else", () => {
    for (const kind of ["connecting", "open", "joining", "joined", "reconnecting"] as const) {
      expect(after(kind, { type: "leave" })).toEqual({ kind: "closed", reason: "left" });
    }
  });

  it("[L2] stays away after a bye, but not after one for a restart", () => {
    for (const reason of ["replaced", "removed", "left"] as const) {
      expect(after("joined", { type: "bye", reason })).toEqual({ kind: "closed", reason });
    }
    expect(after("joined", { type: "bye", reason: "restarting" })).toBe(states.joined);
  });

  it("goes from the door into the room", () => {
    expect(after("connecting", { type: "outside", outside, refused: null })).toEqual(states.open);
    expect(after("open", { type: "join" })).toEqual(states.joining);
    expect(after("joining", { type: "inside" })).toEqual(states.joined);
    expect(after("joining", { type: "join-failed" })).toEqual(states.open);
  });

  it("keeps the wish to join through a lost connection", () => {
    expect(after("joining", { type: "lost", now: 1 })).toBe(states.joining);
    expect(after("connecting", { type: "join" })).toEqual({ kind: "joining", outside: null });
  });

  it("[S4] [S7] tells why a seat could not be had again", () => {
    const back = (refused: "resume-unknown" | "resume-stale") =>
      after("reconnecting", { type: "outside", outside, refused });
    expect(back("resume-unknown")).toEqual({ kind: "closed", reason: "seat-lost" });
    expect(back("resume-stale")).toEqual({ kind: "closed", reason: "replaced" });
    expect(after("reconnecting", { type: "refused", code: "version-too-new" })).toEqual({
      kind: "closed",
      reason: "version",
    });
  });

  it("counts tries, from the loss", () => {
    const lost = after("joined", { type: "lost", now: 9 });
    expect(lost).toEqual({ kind: "reconnecting", since: 9, attempt: 1 });
    expect(advance(lost, { type: "attempt", attempt: 4 })).toEqual({
      kind: "reconnecting",
      since: 9,
      attempt: 4,
    });
  });

  it("tells its listeners of changes only", () => {
    const lifecycle = createLifecycle();
    const heard: string[] = [];
    lifecycle.on("state", ({ kind }) => heard.push(kind));
    lifecycle.dispatch({ type: "face", face: outside.face });
    lifecycle.dispatch({ type: "join" });
    lifecycle.dispatch({ type: "lost", now: 0 });
    expect(heard).toEqual(["joining"]);
    expect(lifecycle.state.kind).toBe("joining");
  });
});
