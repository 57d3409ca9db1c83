import type { Answer } from "@confab/protocol";
import { expect, it } from "vitest";
import { forget, noAnswers, recall, remember } from "./recent-answers.ts";

const done: Answer<"update"> = { ok: true, result: {} };

it("[R1] recalls the last sixteen", () => {
  const recent = noAnswers();
  for (let n = 0; n < 20; n += 1) remember(recent, `request-${n}`, done);
  expect(recall(recent, "request-3")).toBeUndefined();
  expect(recall(recent, "request-4")).toBe(done);
  expect(recall(recent, "request-19")).toBe(done);
  expect(recent.ids).toHaveLength(16);
});

it("replaces the promise of an answer by the answer, in the same place", () => {
  const recent = noAnswers();
  remember(recent, "a", Promise.resolve(done));
  remember(recent, "b", done);
  remember(recent, "a", done);
  expect(recent.ids).toEqual(["a", "b"]);
  expect(recall(recent, "a")).toBe(done);
});

it("forgets what took no effect", () => {
  const recent = noAnswers();
  remember(recent, "a", done);
  forget(recent, "a");
  expect(recall(recent, "a")).toBeUndefined();
});
