import type { Aim, Bench, Failure, Figure, Sample, Side } from "../measure.ts";
import { sides } from "../measure.ts";
import { type Summary, summarize } from "./statistics.ts";

/** A row of the table with its numbers. */
export interface Row {
  readonly figure: Figure;
  readonly bySide: Readonly<Partial<Record<Side, Summary>>>;
  /** How Confab's median stands to the aim; null without one, or without a measurement. */
  readonly reached: boolean | null;
}

/** Everything of one run of the bench, as it is written to disk. */
export interface Results {
  readonly when: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly rows: readonly Row[];
  readonly methods: readonly { readonly bench: string; readonly method: string }[];
  readonly failures: readonly Failure[];
  readonly samples: readonly Sample[];
}

function meets(aim: Aim, value: number): boolean {
  return aim.kind === "at-most" ? value <= aim.value : value >= aim.value;
}

/** Works out the ratio rows, run by run. A run in which either side failed has none. */
export function ratioSamples(figures: readonly Figure[], samples: readonly Sample[]): readonly Sample[] {
  return figures.flatMap((figure) => {
    const { ratio } = figure;
    if (!ratio) return [];
    const base = new Map(
      samples.filter((s) => s.figure === ratio.of && s.side === ratio.to).map((s) => [s.run, s.value]),
    );
    return samples
      .filter((s) => s.figure === ratio.of)
      .flatMap((s) => {
        const divisor = base.get(s.run);
        return divisor === undefined ? [] : [{ ...s, figure: figure.id, value: s.value / divisor }];
      });
  });
}

/** Turns samples into rows, in the order of the benches. Figures that nobody measured are left out. */
export function rowsOf(benches: readonly Bench[], measured: readonly Sample[]): readonly Row[] {
  const figures = benches.flatMap((bench) => bench.figures);
  const samples = [...measured, ...ratioSamples(figures, measured)];
  return figures.flatMap((figure) => {
    const bySide: Partial<Record<Side, Summary>> = {};
    for (const side of sides) {
      const values = samples.filter((s) => s.figure === figure.id && s.side === side).map((s) => s.value);
      const summary = summarize(values);
      if (summary) bySide[side] = summary;
    }
    if (Object.keys(bySide).length === 0) return [];
    const reached = figure.aim && bySide.confab ? meets(figure.aim, bySide.confab.median) : null;
    return [{ figure, bySide, reached }];
  });
}
