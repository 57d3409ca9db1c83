import type { CaptureProblem } from "@confab/client";
import { describe, expect, it } from "vitest";
import { en } from "../words/en.ts";
import type { BrowserKind, SystemKind } from "./browser.ts";
import { type Missing, problemsOf, problemWords } from "./capture-words.ts";

const problems: readonly CaptureProblem[] = [
  "dismissed",
  "blocked",
  "blocked-by-system",
  "none",
  "in-use",
  "insecure-page",
  "unsupported",
  "unknown",
];
const browsers: readonly BrowserKind[] = [
  "chrome",
  "firefox",
  "safari",
  "ios-safari",
  "ios-other",
  "android-chrome",
  "other",
];
const systems: readonly SystemKind[] = ["windows", "macos", "ios", "android", "linux", "other"];

describe("the words for a capture problem", () => {
  it("exist for every problem in every browser on every system", () => {
    for (const missing of ["camera", "microphone", "both"] satisfies Missing[])
      for (const problem of problems)
        for (const browser of browsers)
          for (const system of systems) {
            const { title, out } = problemWords(missing, problem, browser, system);
            expect(en[title]).toBeTypeOf("string");
            expect(en[out]).toBeTypeOf("string");
          }
  });

  it("describe the way of the browser at hand", () => {
    const firefox = problemWords("camera", "blocked", "firefox", "linux");
    const chrome = problemWords("camera", "blocked", "chrome", "linux");
    expect(en[firefox.out]).not.toBe(en[chrome.out]);
  });

  it("offer another try only where it can help", () => {
    expect(problemWords("camera", "in-use", "chrome", "linux").again).toBe(true);
    expect(problemWords("camera", "insecure-page", "chrome", "linux").again).toBe(false);
  });
});

describe("the notices shown", () => {
  it("are one where both failed alike", () => {
    expect(problemsOf("blocked", "blocked")).toEqual([{ missing: "both", problem: "blocked" }]);
  });

  it("are one for each where they differ", () => {
    expect(problemsOf("in-use", "none")).toEqual([
      { missing: "camera", problem: "in-use" },
      { missing: "microphone", problem: "none" },
    ]);
    expect(problemsOf(null, "none")).toEqual([{ missing: "microphone", problem: "none" }]);
    expect(problemsOf(null, null)).toEqual([]);
  });
});
