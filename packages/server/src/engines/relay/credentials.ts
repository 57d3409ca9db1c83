import { createHmac } from "node:crypto";
import type { ParticipantId } from "@confab/protocol";

export interface RelayCredentials {
  readonly username: string;
  readonly credential: string;
}

/** How long a set of credentials lets its owner make allocations, in ms; longer than any call before the next join or resume. */
export const credentialLifeMs = 12 * 60 * 60 * 1000;

/**
 * Credentials for TURN by the scheme of draft-uberti-behave-turn-rest-00, which coturn calls `use-auth-secret`: the
 * user's name tells when it expires, and the password proves that we chose the name.
 */
export function relayCredentials(
  secret: string,
  participant: ParticipantId,
  now: number,
  lifeMs: number = credentialLifeMs,
): RelayCredentials {
  const username = `${Math.floor((now + lifeMs) / 1000)}:${participant}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}
