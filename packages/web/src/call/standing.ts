import type { RemoteParticipant } from "@confab/client";

/**
 * How somebody stands with us. Who has lost the server but not us is here: seen, heard, and nothing to say about.
 * Media never depends on the signalling.
 */
export function standingOf({
  presence,
  leg,
}: Pick<RemoteParticipant, "presence" | "leg">): RemoteParticipant["presence"] {
  return leg.kind === "connected" ? "active" : presence;
}
