/** Who is measured. Each column of the table is one of these. */
export const sides = ["confab", "peerjs", "simple-peer", "bare"] as const;
export type Side = (typeof sides)[number];

/** One number, as it was measured in one run. */
export interface Sample {
  readonly figure: string;
  readonly side: Side;
  readonly run: number;
  readonly value: number;
}

/** A measurement that did not come about, and why. */
export interface Failure {
  readonly bench: string;
  readonly side: Side | null;
  readonly run: number;
  readonly reason: string;
}

/** What Confab's median must reach. */
export type Aim =
  | { readonly kind: "at-most"; readonly value: number }
  | { readonly kind: "at-least"; readonly value: number };

/** One row of the table. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Digits behind the decimal point. */
  readonly digits: number;
  readonly aim?: Aim;
  /** The row is not measured but worked out: each side's value by that of `to`, run by run. */
  readonly ratio?: { readonly of: string; readonly to: Side };
}

/** A reading of one side in one run; `figure` is the id of a {@link Figure}. */
export interface Reading {
  readonly figure: string;
  readonly side: Side;
  readonly value: number;
}

/** A bench that is set up. `measure` takes one reading of every figure of one side. */
export interface OpenBench {
  readonly sides: readonly Side[];
  measure(side: Side, run: number): Promise<readonly Reading[]>;
  close(): Promise<void>;
}

/** Some figures that are measured together, since they come from the same event. */
export interface Bench {
  readonly name: string;
  /** How it is measured, for the reader of the table. */
  readonly method: string;
  readonly figures: readonly Figure[];
  open(surroundings: Surroundings): Promise<OpenBench>;
}

/** What every bench is given. */
export interface Surroundings {
  /** Repository root, absolute. */
  readonly root: string;
  /** Where built pages, generated media and logs go, absolute. */
  readonly cache: string;
  /** True when the process is alone in a network namespace that it may change. */
  readonly privateNetwork: boolean;
  readonly runs: number;
  /** Sides to measure; a bench may have fewer. */
  readonly sides: readonly Side[];
  note(line: string): void;
}
