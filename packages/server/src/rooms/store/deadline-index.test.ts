import fc from "fast-check";
import { expect, test } from "vitest";
import type { RoomId, Time } from "../model.ts";
import { createDeadlineIndex } from "./deadline-index.ts";

const rooms: RoomId[] = ["p/a", "p/b", "p/c", "p/d", "p/e"];

test("agrees with a sorted list, whatever is set", () => {
  const settings = fc.array(
    fc.record({ room: fc.constantFrom(...rooms), at: fc.option(fc.integer({ min: 0, max: 50 })) }),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(
      settings,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 6 }),
      (all, now, most) => {
        const index = createDeadlineIndex();
        const plain = new Map<RoomId, Time>();
        for (const { room, at } of all) {
          index.set(room, at);
          if (at === null) plain.delete(room);
          else plain.set(room, at);
        }
        const times = [...plain.values()].sort((left, right) => left - right);
        const timesDue = () => index.due(now, most).map((room) => plain.get(room));
        const expected = times.filter((at) => at <= now).slice(0, most);
        expect(index.next()).toBe(times[0] ?? null);
        expect(timesDue()).toEqual(expected);
        expect(timesDue(), "asked again").toEqual(expected);
      },
    ),
  );
});

test("does not grow with the number of times that a deadline moves", () => {
  const index = createDeadlineIndex();
  for (let at = 0; at < 100_000; at += 1) index.set("p/a", at);
  expect(index.size).toBeLessThan(200);
});
