import type { ErrorCode, RequestName } from "@confab/protocol";
import type { SessionState } from "../sessions/session-state.ts";

/** A session's state and role, as far as they decide what it may ask. */
export type Standing =
  | "opening"
  | "without-key"
  | "with-wrong-key"
  | "outside-as-host"
  | "outside-as-guest"
  | "joining"
  | "inside-as-host"
  | "inside-as-member"
  | "inside-as-guest"
  | "inside-as-observer"
  | "leaving"
  | "closed";

const participating = ["leave", "update", "signal", "sync", "ice"] as const;

/** What each standing may ask. What is not listed is refused. */
const allowed: Readonly<Record<Standing, readonly RequestName[]>> = {
  opening: ["leave"],
  "without-key": ["leave"],
  "with-wrong-key": ["leave"],
  "outside-as-host": ["join", "leave"],
  "outside-as-guest": ["join", "leave"],
  joining: ["leave"],
  "inside-as-host": participating,
  "inside-as-member": participating,
  "inside-as-guest": participating,
  "inside-as-observer": participating,
  leaving: [],
  closed: [],
};

/** Why `join` is refused where it is. Any other request is refused with `not-joined`. */
const joinRefusal: Readonly<Record<Standing, ErrorCode>> = {
  opening: "not-open",
  "without-key": "not-open",
  "with-wrong-key": "bad-key",
  "outside-as-host": "not-open",
  "outside-as-guest": "not-open",
  joining: "already-joined",
  "inside-as-host": "already-joined",
  "inside-as-member": "already-joined",
  "inside-as-guest": "already-joined",
  "inside-as-observer": "already-joined",
  leaving: "already-joined",
  closed: "not-open",
};

/** The code that a request is refused with, or `null` if the standing allows it. */
export function guard(standing: Standing, request: RequestName): ErrorCode | null {
  if (allowed[standing].includes(request)) return null;
  return request === "join" ? joinRefusal[standing] : "not-joined";
}

export function standingOf(state: SessionState): Standing {
  switch (state.kind) {
    case "opening":
    case "joining":
    case "leaving":
    case "closed":
      return state.kind;
    case "inside":
      return `inside-as-${state.role}`;
    case "outside":
      switch (state.entitlement) {
        case "not-open":
          return "without-key";
        case "bad-key":
          return "with-wrong-key";
        case "host":
        case "guest":
          return `outside-as-${state.entitlement}`;
      }
  }
}
