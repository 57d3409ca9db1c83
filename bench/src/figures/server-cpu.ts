import { type Load, startLoad } from "../load/start.ts";
import type { Bench, Side } from "../measure.ts";
import { quantile } from "../report/statistics.ts";
import type { RunningServer } from "../servers/server.ts";
import { served, startServer } from "../servers/start-side.ts";
import { cpuMs } from "../system/processes.ts";
import { sleep } from "../system/wait.ts";

const others = 1_000;
const calls = 300;
const callsPerSecond = 25;
const backgroundMs = 5_000;

/** What a call costs the server. */
export const serverCpu: Bench = {
  name: "server-cpu",
  method:
    `${others.toLocaleString("en")} people are connected (in rooms of two where there are rooms). Then ${calls} scripted calls at ` +
    `${callsPerSecond} a second, each: two connect over WebSocket, join, exchange Chromium's offer and answer and ` +
    "eight candidates each, leave, disconnect. PeerServer and the plain relay get every candidate as a message of its own, " +
    "as their libraries send them; Confab gets them as its SDK sends them, host candidates inside the opening offer and the others in batches, every request validated, authorised and acknowledged. CPU time of " +
    "the server process from /proc, less what the connected ones alone cost in 5 s before. The clients are a process of their own; " +
    "the join answer's time is as they see it.",
  figures: [
    { id: "server-cpu.ms", title: "Server CPU for one whole call", unit: "ms", digits: 2 },
    {
      id: "server-cpu.ratio",
      title: "The same, by PeerServer's",
      unit: "",
      digits: 2,
      aim: { kind: "at-most", value: 1.2 },
      ratio: { of: "server-cpu.ms", to: "peerjs" },
    },
    { id: "server-cpu.join-p99", title: "Join answer, 99th percentile", unit: "ms", digits: 1 },
    {
      id: "server-cpu.idle",
      title: "Server CPU for 1,000 who are only there",
      unit: "% of a core",
      digits: 1,
    },
  ],
  async open(surroundings) {
    const sides = served(surroundings.sides);
    const running = new Map<Side, { server: RunningServer; load: Load }>();
    const close = async (): Promise<void> => {
      for (const { server, load } of running.values()) {
        await load.close();
        await server.close();
      }
    };
    try {
      for (const side of sides) {
        const server = await startServer(side, { ...surroundings, probe: false });
        const load = await startLoad(side, server.url, surroundings);
        running.set(side, { server, load });
        await load.order({ do: "idle", count: others });
        await load.order({ do: "prepare", calls });
        await load.order({ do: "calls", count: calls, perSecond: callsPerSecond });
      }
    } catch (reason) {
      await close();
      throw reason;
    }
    return {
      sides,
      async measure(side) {
        const pair = running.get(side);
        if (!pair) throw new Error("not started");
        const { server, load } = pair;
        const timed = async (work: () => Promise<unknown>): Promise<{ cpu: number; wall: number }> => {
          const [cpu, wall] = [cpuMs(server.pid), performance.now()];
          await work();
          return { cpu: cpuMs(server.pid) - cpu, wall: performance.now() - wall };
        };
        const background = await timed(() => sleep(backgroundMs));
        let joinMs: readonly number[] = [];
        const busy = await timed(async () => {
          ({ joinMs } = await load.order({ do: "calls", count: calls, perSecond: callsPerSecond }));
        });
        const idleShare = background.cpu / background.wall;
        return [
          { figure: "server-cpu.ms", side, value: (busy.cpu - idleShare * busy.wall) / calls },
          ...(joinMs.length > 0
            ? [{ figure: "server-cpu.join-p99", side, value: quantile(joinMs, 0.99) }]
            : []),
          { figure: "server-cpu.idle", side, value: 100 * idleShare },
        ];
      },
      close,
    };
  },
};
