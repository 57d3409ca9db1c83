import * as v from "valibot";

/** Every expected error's stable code; programs act on it. A list of its own, so that a client need not carry the messages. */
export const errorCodes = [
  "bad-request",
  "too-large",
  "too-many-requests",
  "unknown-request",
  "version-too-old",
  "version-too-new",
  "not-open",
  "bad-key",
  "room-full",
  "already-joined",
  "not-joined",
  "no-such-participant",
  "unreachable",
  "stale",
  "resume-unknown",
  "resume-stale",
  "shutting-down",
  "timeout",
  "disconnected",
  "name-taken",
  "too-many-rooms",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The plain English message that goes with each code, for logs and for people without a translation. */
export const errorMessages = {
  "bad-request": "The message does not have the expected shape.",
  "too-large": "The message is larger than the server accepts.",
  "too-many-requests": "Too many messages in a short time.",
  "unknown-request": "The server knows no such request.",
  "version-too-old": "This client is older than the server accepts. Reload the page or update the client.",
  "version-too-new": "This client is newer than the server understands.",
  "not-open": "This room opens only to invited people. Ask for a complete link.",
  "bad-key": "This link's key is not valid for the room.",
  "room-full": "Everybody whom this room has a place for is already here.",
  "already-joined": "This session is already in the call.",
  "not-joined": "This needs a place in the call.",
  "no-such-participant": "That participant is not in the call.",
  unreachable: "That participant has no connection at the moment.",
  stale: "That participant has come back as a new page; the message was for the old one.",
  "resume-unknown": "The place in the call is gone.",
  "resume-stale": "The place in the call was taken over by a newer connection.",
  "shutting-down": "The server is about to restart.",
  timeout: "The server did not answer in time.",
  disconnected: "The connection to the server was lost before it answered.",
  "name-taken": "There is a room of this name already.",
  "too-many-rooms": "Too many rooms were made from this address in a short time.",
  internal: "Something went wrong on the server.",
} as const satisfies Record<ErrorCode, string>;

/** An expected error on the wire. `retryAfterMs` is present where trying again makes sense. `detail` names the offending field. */
export const WireError = v.object({
  code: v.picklist(errorCodes),
  message: v.string(),
  retryAfterMs: v.exactOptional(v.number()),
  detail: v.exactOptional(v.string()),
});
export type WireError = v.InferOutput<typeof WireError>;

/** Builds a wire error with the code's own message. */
export function wireError(
  code: ErrorCode,
  extra: { retryAfterMs?: number; detail?: string } = {},
): WireError {
  return { code, message: errorMessages[code], ...extra };
}
