import type { Time } from "./model.ts";

/** Time, as what lives beside rooms is given it. The server's clock is one; it is stated here since `rooms/` knows nothing of the rest. */
export interface RoomClock {
  now(): Time;
  /** Calls back once, `ms` from now. Returns the way to cancel. */
  after(ms: number, callback: () => void): () => void;
}
