import { join } from "node:path";
import type { Side } from "../measure.ts";
import { logFile, startChild } from "../system/child.ts";
import { within } from "../system/wait.ts";
import type { LoadAnswer, LoadOrder } from "./order.ts";

/** A process of scripted clients. */
export interface Load {
  /** @throws Error when anything of it failed. */
  order(order: LoadOrder): Promise<LoadAnswer>;
  close(): Promise<void>;
}

export async function startLoad(
  side: Exclude<Side, "bare">,
  url: string,
  { root, cache }: { readonly root: string; readonly cache: string },
): Promise<Load> {
  const child = await startChild({
    command: process.execPath,
    args: [join(cache, "node/load.js"), side, url],
    cwd: root,
    log: logFile(cache, `load-${side}`),
  });
  return {
    async order(order) {
      const answer = await within(
        `load: ${order.do}`,
        180_000,
        new Promise<LoadAnswer>((resolve, reject) => {
          child.process.once("message", (message) => resolve(message as LoadAnswer));
          child.process.once("exit", () => reject(new Error("the load process ended")));
          child.process.send(order);
        }),
      );
      const [first] = answer.failed;
      if (first !== undefined) throw new Error(`${answer.failed.length} failed: ${first}`);
      return answer;
    },
    close: child.close,
  };
}
