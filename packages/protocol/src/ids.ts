import * as v from "valibot";
import { limits } from "./limits.ts";

/** A room's name as it stands in a link: lower-case letters, digits and inner hyphens, e.g. `quiet-otter-lamp`. */
export const RoomName = v.pipe(
  v.string(),
  v.maxLength(limits.roomName),
  v.regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, "expected lower-case letters, digits and inner hyphens"),
);
export type RoomName = v.InferOutput<typeof RoomName>;

/** 96 random bits, base64url. Names a participant in one call; it is public within that call. */
export const ParticipantId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{16}$/, "expected 16 characters of base64url"),
);
export type ParticipantId = v.InferOutput<typeof ParticipantId>;

/** What an invite carries in its fragment: 128 random bits or more, base64url. Whether it is a host or a guest key only the server knows. */
export const InviteKey = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{22,64}$/, "expected 22 to 64 characters of base64url"),
);
export type InviteKey = v.InferOutput<typeof InviteKey>;

/** 192 random bits, base64url. Proves to the server that a connection may continue a session. */
export const ResumeSecret = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{32}$/, "expected 32 characters of base64url"),
);
export type ResumeSecret = v.InferOutput<typeof ResumeSecret>;

/** Chosen by the client, unguessable and never used for two different requests: 16 to 32 characters of base64url. */
export const RequestId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{16,32}$/, "expected 16 to 32 characters of base64url"),
);
export type RequestId = v.InferOutput<typeof RequestId>;

/**
 * A room's guest key is the first 22 characters of the base64url SHA-256 of this and the host key: whoever holds the
 * host key can invite guests without asking the server, which knows neither.
 */
export const guestKeyContext = "confab guest key:";
