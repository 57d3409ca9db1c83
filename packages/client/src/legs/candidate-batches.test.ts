import type { Candidate } from "@confab/protocol";
import { expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createCandidateBatches } from "./candidate-batches.ts";

const candidate = (number: number): Candidate => ({ candidate: `candidate:${number}` });

it("sends the first candidate at once and what follows soon after together", async () => {
  const clock = createFakeClock();
  const sent: number[] = [];
  const batches = createCandidateBatches(clock, (batch) => sent.push(batch.length));
  for (let number = 0; number < 5; number += 1) batches.add(candidate(number));
  expect(sent).toEqual([1]);
  await clock.advance(20);
  expect(sent).toEqual([1, 4]);
  await clock.advance(100);
  batches.add(candidate(5));
  expect(sent).toEqual([1, 4, 1]);
});

it("[N4] sends at most 32 in one batch, and nothing after close", async () => {
  const clock = createFakeClock();
  const sent: number[] = [];
  const batches = createCandidateBatches(clock, (batch) => sent.push(batch.length));
  for (let number = 0; number < 70; number += 1) batches.add(candidate(number));
  await clock.advance(35);
  batches.add(candidate(70));
  batches.close();
  await clock.advance(100);
  expect(sent).toEqual([1, 32, 32]);
});
