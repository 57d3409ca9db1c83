import { describe, expect, it } from "vitest";
import { clock, percent, spokenDuration, spokenList, spokenUnits } from "./format.ts";

describe("clock", () => {
  it.each([
    [0, "0:00"],
    [-5, "0:00"],
    [5_900, "0:05"],
    [60_000, "1:00"],
    [759_999, "12:39"],
    [3_600_000, "1:00:00"],
    [3_723_000, "1:02:03"],
  ])("shows %i ms as %s", (ms, shown) => {
    expect(clock(ms)).toBe(shown);
  });
});

describe("a spoken duration", () => {
  it.each([
    [0, "0 seconds"],
    [1_000, "1 second"],
    [59_400, "59 seconds"],
    [59_600, "1 minute"],
    [125_000, "2 minutes"],
    [3_599_000, "1 hour"],
    [3_900_000, "1 hour, 5 minutes"],
  ])("says %i ms as %s", (ms, said) => {
    expect(spokenDuration(ms, "en")).toBe(said);
  });

  it("is written in the language asked for", () => {
    expect(spokenDuration(125_000, "de")).toBe("2 Minuten");
  });

  it("never has sixty of a unit", () => {
    for (let ms = 0; ms < 8_000_000; ms += 777)
      for (const { unit, value } of spokenUnits(ms)) if (unit !== "hour") expect(value).toBeLessThan(60);
  });
});

it("joins names as the language does", () => {
  expect(spokenList(["Anna"], "en")).toBe("Anna");
  expect(spokenList(["Anna", "Bo", "Chen"], "en")).toBe("Anna, Bo, and Chen");
});

it("keeps a digit for small shares only", () => {
  expect(percent(0.0123, "en")).toBe("1.2%");
  expect(percent(0.123, "en")).toBe("12%");
});
