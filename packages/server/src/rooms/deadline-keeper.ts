import type { RoomClock } from "./clock.ts";
import { decide } from "./decide.ts";
import type { RoomId } from "./model.ts";
import type { RoomStore } from "./store/store.ts";
import { StoreClosed } from "./store/store-closed.ts";

export interface DeadlineKeeperDeps {
  readonly store: Pick<RoomStore, "transact" | "deadlines" | "lease">;
  readonly clock: RoomClock;
  /** This node's name. */
  readonly node: string;
  /** Takes what goes wrong; the deadline is tried again a second later. */
  readonly report: (error: unknown) => void;
}

export interface DeadlineKeeper {
  /** Resolves when nothing of it is running any more. Idempotent. */
  close(): Promise<void>;
}

type State =
  | { readonly kind: "working" /** Something has moved meanwhile. */; readonly again: boolean }
  | { readonly kind: "asleep"; readonly cancel: () => void }
  | { readonly kind: "closed" };

/** How many due rooms are looked at in one go. */
const batch = 100;

/** Lease on a due room, in ms: longer than a transaction ever takes, short enough that another node soon tries. */
const leaseMs = 5_000;

/** Wait before deadlines that stayed due are looked at again, in ms. */
const retryMs = 1_000;

/** Longest sleep, in ms: Node's timers cannot count further than 2^31 ms. */
const longestSleepMs = 24 * 60 * 60 * 1000;

/** Lets time pass in every room of the store: wakes at each deadline and, where this node gets the room's lease, applies it. */
export function keepDeadlines({ store, clock, node, report }: DeadlineKeeperDeps): DeadlineKeeper {
  let state: State = { kind: "working", again: false };
  let round: Promise<void> = Promise.resolve();
  const unwatch = store.deadlines.watch(wake);
  start();

  function start(): void {
    state = { kind: "working", again: false };
    round = work().then(sleep);
  }

  function wake(): void {
    switch (state.kind) {
      case "asleep":
        state.cancel();
        start();
        return;
      case "working":
        state = { kind: "working", again: true };
        return;
      case "closed":
        return;
    }
  }

  /** Sleeps for so long, or until woken if `null`. */
  function sleep(ms: number | null): void {
    if (state.kind === "closed") return;
    if (state.kind === "working" && state.again) {
      start();
      return;
    }
    const cancel = ms === null ? () => {} : clock.after(Math.min(ms, longestSleepMs), wake);
    state = { kind: "asleep", cancel };
  }

  /** Applies what is due and says how long nothing more will be. */
  async function work(): Promise<number | null> {
    try {
      const rooms = await store.deadlines.due(clock.now(), batch);
      let allApplied = true;
      for (const room of rooms) {
        if (state.kind === "closed") return null;
        allApplied = (await expire(room)) && allApplied;
      }
      const next = await store.deadlines.next();
      return next === null ? null : Math.max(next - clock.now(), allApplied ? 0 : retryMs);
    } catch (error) {
      if (error instanceof StoreClosed) return null;
      report(error);
      return retryMs;
    }
  }

  /** Whether this node had the right to, and did. */
  async function expire(room: RoomId): Promise<boolean> {
    try {
      const lease = await store.lease(room, node, leaseMs, clock.now());
      if (lease === null) return false;
      await store.transact(room, (document) => decide(document, { type: "expire" }, clock.now()));
      return true;
    } catch (error) {
      if (error instanceof StoreClosed) throw error;
      report(error);
      return false;
    }
  }

  return {
    close() {
      unwatch();
      if (state.kind === "asleep") state.cancel();
      state = { kind: "closed" };
      return round;
    },
  };
}
