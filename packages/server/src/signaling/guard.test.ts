import { type RequestName, requests } from "@confab/protocol";
import { describe, expect, it } from "vitest";
import type { SessionState } from "../sessions/session-state.ts";
import { guard, type Standing, standingOf } from "./guard.ts";

const standings: readonly Standing[] = [
  "opening",
  "without-key",
  "with-wrong-key",
  "outside-as-host",
  "outside-as-guest",
  "joining",
  "inside-as-host",
  "inside-as-member",
  "inside-as-guest",
  "inside-as-observer",
  "leaving",
  "closed",
];

/** What the protocol says (R7, L1, J4), said another way than the table does. */
function expected(standing: Standing, request: RequestName): string | null {
  const inside = standing.startsWith("inside-");
  const outside = standing.startsWith("outside-");
  switch (request) {
    case "join":
      if (outside) return null;
      if (standing === "with-wrong-key") return "bad-key";
      return inside || standing === "joining" || standing === "leaving" ? "already-joined" : "not-open";
    case "leave":
      return standing === "leaving" || standing === "closed" ? "not-joined" : null;
    case "update":
    case "signal":
    case "sync":
    case "ice":
      return inside ? null : "not-joined";
  }
}

describe("[R7] every cell of the guard table", () => {
  for (const standing of standings) {
    for (const request of Object.keys(requests) as RequestName[]) {
      it(`${standing}: ${request}`, () => {
        expect(guard(standing, request)).toBe(expected(standing, request));
      });
    }
  }

  it("refuses what it has never heard of", () => {
    expect(guard("inside-as-host", "kick" as RequestName)).toBe("not-joined");
  });
});

describe("standing", () => {
  const rows: readonly [SessionState, Standing][] = [
    [{ kind: "opening", held: [] }, "opening"],
    [{ kind: "outside", entitlement: "not-open" }, "without-key"],
    [{ kind: "outside", entitlement: "bad-key" }, "with-wrong-key"],
    [{ kind: "outside", entitlement: "host" }, "outside-as-host"],
    [{ kind: "outside", entitlement: "guest" }, "outside-as-guest"],
    [{ kind: "joining", entitlement: "host", held: [] }, "joining"],
    [{ kind: "inside", participant: "p", role: "observer", secret: "confirmed" }, "inside-as-observer"],
    [{ kind: "leaving", participant: "p" }, "leaving"],
    [{ kind: "closed", because: "left" }, "closed"],
  ];
  for (const [state, standing] of rows) {
    it(standing, () => expect(standingOf(state)).toBe(standing));
  }
});
