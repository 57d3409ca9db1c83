/** What the load process is told to do. */
export type LoadOrder =
  | { readonly do: "idle"; readonly count: number }
  | { readonly do: "prepare"; readonly calls: number }
  | { readonly do: "calls"; readonly count: number; readonly perSecond: number };

/** What it answers when it is done. */
export interface LoadAnswer {
  readonly joinMs: readonly number[];
  /** Why calls failed. */
  readonly failed: readonly string[];
}
