import { expect, it } from "vitest";
import { scaleDown, startBitrate, videoBudget } from "./video-budget.ts";

it("gives two people 720p, three 360p and more 180p", () => {
  expect([2, 3, 4, 6].map((people) => videoBudget(people).maxHeight)).toEqual([720, 360, 180, 180]);
  expect(videoBudget(1)).toEqual(videoBudget(2));
});

it("scales a camera's picture to its budget, never up, and halves it at the start", () => {
  expect(scaleDown(videoBudget(2), 720, false)).toBe(1);
  expect(scaleDown(videoBudget(2), 480, false)).toBe(1);
  expect(scaleDown(videoBudget(2), 1080, false)).toBe(1.5);
  expect(scaleDown(videoBudget(3), 720, true)).toBe(4);
  expect(scaleDown(videoBudget(3), undefined, false)).toBe(1);
});

it("shares the start bitrate among the legs", () => {
  expect([1, 2, 3, 6].map(startBitrate)).toEqual([500, 500, 250, 100]);
});
