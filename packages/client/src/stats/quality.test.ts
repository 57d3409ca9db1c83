import { expect, it } from "vitest";
import { chromiumReport } from "../testing/stats-samples.ts";
import { legStats } from "./leg-stats.ts";
import { nextQuality, type Quality } from "./quality.ts";
import { sampleOf } from "./sample.ts";

const good = legStats("p", sampleOf(chromiumReport(2)), sampleOf(chromiumReport(4)));
const withLoss = (loss: number | null) => ({ ...good, receiving: { ...good.receiving, loss } });

function levels(...samples: (typeof good)[]): number[] {
  let quality: Quality | null = null;
  return samples.map((sample) => {
    quality = nextQuality(quality, sample);
    return quality.level;
  });
}

it("is the worst of what is known", () => {
  expect(levels(good)).toEqual([3]);
  expect(levels(withLoss(0.05))).toEqual([2]);
  expect(levels(withLoss(0.2))).toEqual([1]);
  expect(levels({ ...good, roundTripMs: 400 })).toEqual([2]);
  expect(levels(withLoss(null))).toEqual([3]);
});

it("falls at once and rises after two better samples", () => {
  expect(levels(good, withLoss(0.2), good, good, good)).toEqual([3, 1, 1, 3, 3]);
  expect(levels(withLoss(0.2), good, withLoss(0.2), good)).toEqual([1, 1, 1, 1]);
});
