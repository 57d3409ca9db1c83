import type { ErrorCode, WireError } from "@confab/protocol";

/** What the SDK rejects with: a code of the protocol's list, and whether and when trying again makes sense. */
export class ConfabError extends Error {
  override readonly name = "ConfabError";
  readonly code: ErrorCode;
  /** After how many ms a retry may succeed; `null` where it can't without a change by somebody. */
  readonly retryAfterMs: number | null;

  constructor(error: WireError | ErrorCode) {
    const code = typeof error === "string" ? error : error.code;
    // The server's words where it had any; what this end finds out by itself is said by the code.
    super(typeof error === "string" ? code : error.message);
    this.code = code;
    this.retryAfterMs = (typeof error === "string" ? undefined : error.retryAfterMs) ?? null;
  }
}
