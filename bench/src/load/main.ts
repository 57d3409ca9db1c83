import type { Callers } from "./callers.ts";
import { createConfabCallers } from "./confab-callers.ts";
import type { LoadAnswer, LoadOrder } from "./order.ts";
import { createPeerCallers } from "./peer-callers.ts";
import { createRelayCallers } from "./relay-callers.ts";
import { readScript } from "./script.ts";

const [, , kind = "", url = ""] = process.argv;

function createCallers(): Callers {
  const script = readScript(process.cwd());
  switch (kind) {
    case "confab":
      return createConfabCallers(url, script);
    case "peerjs":
      return createPeerCallers(url, script);
    default:
      return createRelayCallers(url, script);
  }
}

const callers = createCallers();

/** Starts the calls at a fixed pace, whether or not earlier ones are done: a slow server is not spared. */
async function paced(count: number, perSecond: number): Promise<{ joinMs: number[]; failed: string[] }> {
  const joinMs: number[] = [];
  const failed: string[] = [];
  const begun: Promise<void>[] = [];
  const start = performance.now();
  for (let index = 0; index < count; index++) {
    const wait = start + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    begun.push(
      callers.call(index).then(
        (times) => void joinMs.push(...times.joinMs),
        (reason) => void failed.push(reason instanceof Error ? reason.message : String(reason)),
      ),
    );
  }
  await Promise.all(begun);
  return { joinMs, failed };
}

async function obey(order: LoadOrder): Promise<LoadAnswer> {
  switch (order.do) {
    case "idle":
      await callers.idle(order.count);
      return { joinMs: [], failed: [] };
    case "prepare":
      await callers.prepare(order.calls);
      return { joinMs: [], failed: [] };
    case "calls":
      return paced(order.count, order.perSecond);
  }
}

process.on("message", (order: LoadOrder) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (reason) => process.send?.({ joinMs: [], failed: [String(reason)] } satisfies LoadAnswer),
  );
});
process.on("disconnect", () => process.exit());
