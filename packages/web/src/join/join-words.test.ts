import type { SourceState } from "@confab/client";
import { expect, it } from "vitest";
import { joinSummary, tidyName } from "./join-words.ts";

const off: SourceState = { kind: "off" };
const failed: SourceState = { kind: "failed", problem: "none" };
const starting: SourceState = { kind: "starting" };

it("says what the others will get", () => {
  expect(joinSummary(starting, starting)).toBe("join.with.both");
  expect(joinSummary(starting, off)).toBe("join.with.microphone");
  expect(joinSummary(failed, starting)).toBe("join.with.camera");
  expect(joinSummary(off, failed)).toBe("join.with.none");
});

it.each([
  ["  Anna  ", "Anna"],
  ["Anna\n\tMaria", "Anna Maria"],
  ["Anna\u202Etxt", "Anna txt"],
  ["李 小龙", "李 小龙"],
  ["\u2066", ""],
  ["x".repeat(80), "x".repeat(64)],
])("tidies %j to %j", (typed, name) => {
  expect(tidyName(typed)).toBe(name);
});
