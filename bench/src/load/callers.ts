/** What a scripted call tells. */
export interface CallTimes {
  /** From the joining request to its answer, in ms, for each of the two; empty where there is no such request. */
  readonly joinMs: readonly number[];
}

/** Scripted clients of one kind of server. */
export interface Callers {
  /** Connects so many people who then do nothing but stay, two to a room where there are rooms. */
  idle(count: number): Promise<void>;
  /** Makes ready what is no part of a call, such as its room. */
  prepare(calls: number): Promise<void>;
  /** One whole call of two: connect, join, negotiate with all candidates, leave, disconnect. */
  call(index: number): Promise<CallTimes>;
}
