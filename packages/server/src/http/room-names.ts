import { randomInt } from "node:crypto";
import type { RoomName } from "@confab/protocol";
import { adjectives, nouns } from "./words.ts";

/** A readable name such as `quiet-otter-lamp`. The invite's key keeps a room closed, not its name, which is only to be unlikely to be taken. */
export function randomRoomName(pick: (below: number) => number = randomInt): RoomName {
  const first = pick(nouns.length);
  // Another noun than the first.
  const second = (first + 1 + pick(nouns.length - 1)) % nouns.length;
  return [adjectives[pick(adjectives.length)], nouns[first], nouns[second]].join("-");
}
