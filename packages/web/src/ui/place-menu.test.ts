import { expect, it } from "vitest";
import { placeMenu } from "./place-menu.ts";

const view = { width: 360, height: 740 };
const menu = { width: 200, height: 300 };

it("goes above its control, centred", () => {
  expect(placeMenu({ left: 150, top: 680, width: 60, height: 44 }, menu, view)).toEqual({
    left: 80,
    top: 372,
  });
});

it("goes below where there is no room above", () => {
  expect(placeMenu({ left: 150, top: 20, width: 60, height: 44 }, menu, view)).toEqual({ left: 80, top: 72 });
});

it("stays inside the window", () => {
  expect(placeMenu({ left: 340, top: 690, width: 20, height: 44 }, menu, view).left).toBe(152);
  expect(placeMenu({ left: 0, top: 690, width: 20, height: 44 }, menu, view).left).toBe(8);
});
