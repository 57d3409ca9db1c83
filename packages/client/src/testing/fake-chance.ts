import type { Chance } from "../chance.ts";

/** No jitter, and ids in order. */
export function createFakeChance(): Chance {
  let count = 0;
  return { number: () => 0.5, id: () => `request-${String(++count).padStart(10, "0")}` };
}
