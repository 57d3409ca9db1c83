import type { ErrorCode, RequestName } from "@confab/protocol";

/** What the gateway counts. */
export interface Meter {
  /** A request was answered: `ok` or the error's code, and how long it took. */
  answered(request: RequestName | "unknown", outcome: "ok" | ErrorCode, seconds: number): void;
  /** A handshake was refused. */
  turnedAway(code: ErrorCode): void;
  joined(): void;
  resumed(outcome: "ok" | "resume-unknown" | "resume-stale"): void;
}

/** What the gateway holds right now. */
export interface Census {
  readonly sessions: number;
  readonly participants: number;
  readonly rooms: number;
  readonly calls: number;
}
