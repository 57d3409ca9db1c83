import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "../measure.ts";
import { served, startServer } from "../servers/start-side.ts";
import { residentKb } from "../system/processes.ts";
import { sleep } from "../system/wait.ts";

const idleMs = 5_000;

/** How fast a server is there, and what it takes from the system when nobody is. */
export const start: Bench = {
  name: "start",
  method:
    "From starting `node` to the first TCP connection that is accepted, for Confab to the first good answer of `/healthz`; " +
    "asked every 2 ms. Confab has been started once before, so that its keys exist. Memory is the resident size after " +
    `${idleMs / 1000} s without anybody.`,
  figures: [
    {
      id: "start.ms",
      title: "Exec to listening",
      unit: "ms",
      digits: 0,
      aim: { kind: "at-most", value: 500 },
    },
    {
      id: "start.memory",
      title: "Idle memory of the server",
      unit: "MB",
      digits: 0,
      aim: { kind: "at-most", value: 80 },
    },
  ],
  async open(surroundings) {
    const sides = served(surroundings.sides);
    const dataDir = mkdtempSync(join(tmpdir(), "confab-bench-"));
    const options = { ...surroundings, probe: false, everywhere: true, dataDir };
    if (sides.includes("confab")) await (await startServer("confab", options)).close();
    return {
      sides,
      async measure(side) {
        if (side === "bare") throw new Error("the bare pair has no server");
        const from = performance.now();
        const server = await startServer(side, options);
        const ms = performance.now() - from;
        try {
          await sleep(idleMs);
          return [
            { figure: "start.ms", side, value: ms },
            { figure: "start.memory", side, value: (residentKb(server.pid) * 1024) / 1e6 },
          ];
        } finally {
          await server.close();
        }
      },
      close: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
};
