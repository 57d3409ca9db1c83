/** Time, as the server's parts are given it. Tests pass one that they wind themselves. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once, `ms` from now. Returns the way to cancel; cancelling twice, or too late, is harmless. */
  after(ms: number, callback: () => void): () => void;
}

/** The machine's clock. Its timers alone keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
