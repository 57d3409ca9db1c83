import { expect, it } from "vitest";
import { isRoomName } from "../routes.ts";
import { freshName } from "./fresh-name.ts";

it("makes room names, from one end of its lists to the other", () => {
  expect(freshName(() => 0)).toBe("amber-badger-anchor");
  expect(freshName(() => 0.999999)).toBe("zesty-zebra-window");
  for (let i = 0; i < 500; i++) expect(isRoomName(freshName(Math.random))).toBe(true);
});
