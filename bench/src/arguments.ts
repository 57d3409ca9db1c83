import { parseArgs } from "node:util";
import { type Side, sides } from "./measure.ts";

export interface Arguments {
  /** Names of benches; empty means all. */
  readonly only: readonly string[];
  readonly sides: readonly Side[];
  readonly runs: number;
  /** Ends with exit code 1 when an aim is missed or a reading failed. */
  readonly check: boolean;
  /** Writes bench/results/latest.json and docs/benchmarks.md. */
  readonly write: boolean;
  /** The process is alone in its network namespace. */
  readonly privateNetwork: boolean;
}

/** @throws Error with a message for the person who typed. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: "string" },
      sides: { type: "string" },
      runs: { type: "string", default: "7" },
      check: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      "private-network": { type: "boolean", default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs needs a whole number from 1");
  return {
    only: values.only?.split(",") ?? [],
    sides: values.sides ? sides.filter((side) => values.sides?.split(",").includes(side)) : sides,
    runs,
    check: values.check,
    write: values.write,
    privateNetwork: values["private-network"],
  };
}
