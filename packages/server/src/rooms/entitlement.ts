import type { Hash, Room } from "./model.ts";
import { sameHash } from "./same-hash.ts";

/** What a presented key gives: a role, or the reason why it gives none. */
export type Entitlement = "host" | "guest" | "not-open" | "bad-key";

/** Compared with where there is no room, so that the time taken does not tell whether there is one. */
const nothing: Hash = "-".repeat(43);

/** `presented` is the hash of the key in the handshake, or `null` if it carried none. */
export function entitlement(room: Room | null, presented: Hash | null): Entitlement {
  if (presented === null) return "not-open";
  const host = sameHash(presented, room?.keys.host ?? nothing);
  const guest = sameHash(presented, room?.keys.guest ?? nothing);
  if (room === null) return "bad-key";
  if (host) return "host";
  return guest ? "guest" : "bad-key";
}
