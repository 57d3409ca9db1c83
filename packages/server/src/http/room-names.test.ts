import { RoomName } from "@confab/protocol";
import * as v from "valibot";
import { expect, it } from "vitest";
import { randomRoomName } from "./room-names.ts";
import { adjectives, nouns } from "./words.ts";

it("are names of rooms, with two different nouns", () => {
  for (let n = 0; n < 500; n += 1) {
    const name = randomRoomName();
    expect(v.is(RoomName, name)).toBe(true);
    const [, first, second] = name.split("-");
    expect(first).not.toBe(second);
  }
});

it("reach the ends of both lists", () => {
  expect(randomRoomName(() => 0)).toBe("amber-acorn-almond");
  expect(randomRoomName((below) => below - 1)).toBe("zesty-yarrow-wren");
});

it("are made of millions of combinations of plain words", () => {
  expect(adjectives.length * nouns.length * (nouns.length - 1)).toBeGreaterThan(5_000_000);
  for (const words of [adjectives, nouns]) {
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => /^[a-z]{2,10}$/.test(word))).toBe(true);
  }
});
