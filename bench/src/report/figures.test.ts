import { expect, test } from "vitest";
import type { Bench, Sample, Side } from "../measure.ts";
import { rowsOf } from "./figures.ts";
import { quantile, summarize } from "./statistics.ts";
import { tableOf } from "./table.ts";

const bench: Bench = {
  name: "toy",
  method: "",
  figures: [
    { id: "toy.ms", title: "Time", unit: "ms", digits: 0 },
    {
      id: "toy.ratio",
      title: "The same, by the bare pair's",
      unit: "",
      digits: 2,
      aim: { kind: "at-most", value: 0.55 },
      ratio: { of: "toy.ms", to: "bare" },
    },
    { id: "toy.never", title: "Never measured", unit: "", digits: 0 },
  ],
  open: () => Promise.reject(new Error("not opened")),
};

const sample = (side: Side, run: number, value: number): Sample => ({ figure: "toy.ms", side, run, value });

test("median, range and quantiles of few numbers", () => {
  expect(summarize([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, runs: 3 });
  expect(summarize([4, 1])).toEqual({ median: 2.5, min: 1, max: 4, runs: 2 });
  expect(summarize([])).toBeNull();
  expect(quantile([0, 100], 0.99)).toBe(99);
});

test("ratios are taken run by run, and runs without both sides are left out", () => {
  const rows = rowsOf(
    [bench],
    [sample("confab", 1, 100), sample("bare", 1, 200), sample("confab", 2, 90), sample("bare", 3, 300)],
  );
  expect(rows.map(({ figure }) => figure.id)).toEqual(["toy.ms", "toy.ratio"]);
  expect(rows[1]?.bySide.confab).toEqual({ median: 0.5, min: 0.5, max: 0.5, runs: 1 });
  expect(rows[1]?.reached).toBe(true);
  expect(rows[0]?.reached).toBeNull();
});

test("a missed aim is said, and what was not measured stays empty", () => {
  const table = tableOf(rowsOf([bench], [sample("confab", 1, 120), sample("bare", 1, 200)]));
  expect(table.split("\n")[2]).toBe("| Time, ms |  |  | 120 |  |  | 200 |");
  expect(table.split("\n")[3]).toBe("| The same, by the bare pair's | ≤ 0.55 | **no** | 0.60 |  |  | 1.00 |");
});
