import { describe, expect, it } from "vitest";
import { backoff } from "./backoff.ts";

describe("backoff", () => {
  it("[S1] tries for the first time within 100 ms", () => {
    expect(backoff(1, 0)).toBe(0);
    expect(backoff(1, 0.999)).toBeLessThan(100);
  });

  it("grows, and stays below the time in which a seat should be had again", () => {
    const longest = Array.from({ length: 60 }, (_, index) => backoff(index + 1, 0.999));
    for (const [index, ms] of longest.entries()) {
      if (index > 0) expect(ms).toBeGreaterThanOrEqual(longest[index - 1] ?? 0);
      expect(ms).toBeLessThan(2_000);
    }
    expect(longest.at(-1)).toBeGreaterThan(1_900);
  });

  it("spreads clients over half of the time", () => {
    expect(backoff(10, 0)).toBe(1_000);
  });

  it("becomes patient, and never gives a time that is none", () => {
    expect(backoff(101, 0.999)).toBeGreaterThan(9_000);
    expect(backoff(1_000_000, 0.999)).toBeLessThan(10_000);
  });
});
