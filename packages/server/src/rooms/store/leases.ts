import type { RoomId, Time } from "../model.ts";
import type { Lease } from "./store.ts";

/** Leases of a store that lives in one process. */
export interface Leases {
  take(room: RoomId, holder: string, forMs: number, now: Time): Lease | null;
}

/** How many leases one opening of the journal can give out before its tokens would reach those of the next. */
const tokensPerEpoch = 2 ** 32;

/** `epoch` grows with each start, so tokens given out before a restart stay smaller than all that come after it. */
export function createLeases(epoch: number): Leases {
  // Renewing puts a lease at the end again, so those that expire first come first.
  const held = new Map<RoomId, Lease>();
  let last = epoch * tokensPerEpoch;

  function forgetExpired(now: Time): void {
    for (const [room, lease] of held) {
      if (lease.until > now) return;
      held.delete(room);
    }
  }

  return {
    take(room, holder, forMs, now) {
      const present = held.get(room);
      const valid = present !== undefined && present.until > now ? present : null;
      if (valid !== null && valid.holder !== holder) return null;
      if (valid === null) last += 1;
      const lease: Lease = { room, holder, token: valid?.token ?? last, until: now + forMs };
      held.delete(room);
      held.set(room, lease);
      forgetExpired(now);
      return lease;
    },
  };
}
