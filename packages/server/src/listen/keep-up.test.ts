import { expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import type { Log } from "../logging.ts";
import { keepCertificate } from "./keep-up.ts";

const log: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
const pair = (cert: string) => ({ cert, key: "k" });

/** A clock whose one timer the test fires itself. */
function wound() {
  let next: (() => void) | null = null;
  const clock: Clock = {
    now: () => 0,
    after(_, callback) {
      next = callback;
      return () => {
        next = null;
      };
    },
  };
  const fire = async () => {
    const callback = next;
    next = null;
    callback?.();
    await new Promise((resolve) => setImmediate(resolve));
    return callback !== null;
  };
  return { clock, fire };
}

test("only a new certificate is handed on, and a failure keeps the one before", async () => {
  const answers = [pair("a"), pair("b"), new Error("unreadable"), pair("b")];
  const renewed: string[] = [];
  let looked = 0;
  const { clock, fire } = wound();
  const stop = keepCertificate({
    first: pair("a"),
    look: async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? null;
    },
    renew: ({ cert }) => renewed.push(cert),
    looked: () => {
      looked += 1;
    },
    clock,
    log,
  });
  for (let count = 0; count < 4; count += 1) expect(await fire()).toBe(true);
  expect(renewed).toEqual(["b"]);
  expect(looked).toBe(3);
  stop();
  expect(await fire()).toBe(false);
});
