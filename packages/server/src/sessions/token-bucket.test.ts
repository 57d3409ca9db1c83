import { expect, it } from "vitest";
import { fullBucket, take } from "./token-bucket.ts";

const rates = { burst: 3, perSecond: 2, patience: 2 };

it("[R5] lets a burst through, then so many per second", () => {
  const bucket = fullBucket(rates, 0);
  expect([1, 2, 3].map(() => take(bucket, rates, 0).kind)).toEqual(["taken", "taken", "taken"]);
  expect(take(bucket, rates, 0)).toEqual({ kind: "wait", ms: 500 });
  expect(take(bucket, rates, 499).kind).toBe("wait");
  expect(take(bucket, rates, 500).kind).toBe("taken");
  expect(take(bucket, rates, 501).kind).toBe("wait");
});

it("never holds more than the burst, and survives a clock that jumps back", () => {
  const bucket = fullBucket(rates, 1_000_000);
  take(bucket, rates, 0);
  expect(bucket).toMatchObject({ tokens: 2, at: 1_000_000 });
  take(bucket, rates, 9_000_000);
  expect(bucket.tokens).toBe(2);
});

it("calls it a flood when nobody heeds the refusals", () => {
  const bucket = fullBucket(rates, 0);
  const kinds = Array.from({ length: 6 }, () => take(bucket, rates, 0).kind);
  expect(kinds).toEqual(["taken", "taken", "taken", "wait", "wait", "flood"]);
});
