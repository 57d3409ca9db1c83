import { expect, test } from "vitest";
import { standingOf } from "./standing.ts";

const connected = { kind: "connected", path: null } as const;
const recovering = { kind: "recovering", step: "wait", sinceMs: 1_000 } as const;

test("whoever is still connected to us is here, whatever the server has heard", () => {
  expect(standingOf({ presence: "away", leg: connected })).toBe("active");
  expect(standingOf({ presence: "folded", leg: connected })).toBe("active");
});

test("whoever is not stands as the server says", () => {
  for (const presence of ["active", "away", "folded"] as const) {
    expect(standingOf({ presence, leg: recovering })).toBe(presence);
  }
});
