import { startLoad } from "../load/start.ts";
import type { Bench } from "../measure.ts";
import { served, startServer } from "../servers/start-side.ts";
import { sleep } from "../system/wait.ts";

/** Come first: with them the heap takes what it needs for being busy at all. */
const firstPeople = 500;
const people = 2_000;
const settleMs = 2_000;

/** What one who is only there costs the server in memory. */
export const serverMemory: Bench = {
  name: "server-memory",
  method:
    `The server's memory after garbage collection, with ${firstPeople} people who have joined (in rooms of two where there are rooms) and with ` +
    `${people.toLocaleString("en")} more; the difference by their number, in kB of 1,024 bytes. "In use" is what V8 and its buffers hold, ` +
    '"resident" what the process takes from the system. The server is started anew for each reading.',
  figures: [
    {
      id: "server-memory.resident",
      title: "Server memory per idle participant, resident",
      unit: "kB",
      digits: 1,
      aim: { kind: "at-most", value: 30 },
    },
    { id: "server-memory.used", title: "The same, in use", unit: "kB", digits: 1 },
  ],
  async open(surroundings) {
    return {
      sides: served(surroundings.sides),
      async measure(side) {
        if (side === "bare") throw new Error("the bare pair has no server");
        const server = await startServer(side, { ...surroundings, probe: true });
        const load = await startLoad(side, server.url, surroundings);
        try {
          await load.order({ do: "idle", count: firstPeople });
          await sleep(settleMs);
          const before = await server.memory();
          await load.order({ do: "idle", count: people });
          await sleep(settleMs);
          const after = await server.memory();
          const each = (bytes: number): number => bytes / people / 1024;
          return [
            { figure: "server-memory.resident", side, value: each(after.rss - before.rss) },
            {
              figure: "server-memory.used",
              side,
              value: each(after.heapUsed + after.external - before.heapUsed - before.external),
            },
          ];
        } finally {
          await load.close();
          await server.close();
        }
      },
      close: async () => undefined,
    };
  },
};
