import { expect, test } from "vitest";
import { createRandom } from "./testing/random.ts";
import { createWorld, type Tally } from "./testing/simulated-world.ts";

const seeds = 400;
const stepsPerSeed = 60;

test("whatever happens to sessions, the rules hold and every picture converges to the snapshot", async () => {
  const tally: Tally = new Map();
  for (let seed = 1; seed <= seeds; seed += 1) {
    const world = await createWorld(createRandom(seed), tally);
    let step = 0;
    try {
      for (; step < stepsPerSeed; step += 1) await world.step();
      await world.converge();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Seed ${seed}, step ${step}: ${reason}\n${world.history().join("\n")}`, { cause });
    } finally {
      await world.close();
    }
  }
  // Each of these must have come about often, or the test would prove little.
  const needed = [
    "joined",
    "join repeated",
    "room-full",
    "resumed",
    "resumed fresh",
    "resumed by the secret before the last",
    "resume-unknown",
    "resume-stale",
    "old secret refused",
    "second tab",
    "replaced",
    "away",
    "left",
    "timeout",
    "unloaded",
    "answer lost",
    "message lost",
    "entry lost",
    "synced",
    "restarted",
    "crashed",
    "face",
    "pictures compared",
  ];
  for (const what of needed) expect(tally.get(what) ?? 0, what).toBeGreaterThan(20);
});
