import type { CaptureProblem } from "@confab/client";
import type { WordKey } from "../words/catalogue.ts";
import type { BrowserKind, SystemKind } from "./browser.ts";

export type Missing = "camera" | "microphone" | "both";

type ProblemKey = WordKey & `problem.${string}`;

/** What to say about a source that could not be had, and whether trying again from here can help. */
export interface ProblemWords {
  readonly title: ProblemKey;
  readonly out: ProblemKey;
  readonly again: boolean;
}

function wayOut(problem: CaptureProblem, browser: BrowserKind, system: SystemKind): ProblemKey {
  switch (problem) {
    case "blocked":
      return `problem.out.blocked.${browser}`;
    case "blocked-by-system":
      return `problem.out.system.${system === "linux" ? "other" : system}`;
    case "dismissed":
    case "none":
    case "in-use":
    case "insecure-page":
    case "unsupported":
    case "unknown":
      return `problem.out.${problem}`;
  }
}

export function problemWords(
  missing: Missing,
  problem: CaptureProblem,
  browser: BrowserKind,
  system: SystemKind,
): ProblemWords {
  return {
    title: `problem.${missing}.title.${problem}`,
    out: wayOut(problem, browser, system),
    again: problem !== "insecure-page" && problem !== "unsupported" && problem !== "none",
  };
}

/** One notice where both sources failed alike, else one for each that did. */
export function problemsOf(
  camera: CaptureProblem | null,
  microphone: CaptureProblem | null,
): readonly { readonly missing: Missing; readonly problem: CaptureProblem }[] {
  if (camera !== null && camera === microphone) return [{ missing: "both", problem: camera }];
  return [
    ...(camera === null ? [] : [{ missing: "camera" as const, problem: camera }]),
    ...(microphone === null ? [] : [{ missing: "microphone" as const, problem: microphone }]),
  ];
}
