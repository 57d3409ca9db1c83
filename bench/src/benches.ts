import { callCost } from "./figures/call-cost.ts";
import { join } from "./figures/join.ts";
import { narrowLine } from "./figures/narrow-line.ts";
import { roomApp } from "./figures/room-app.ts";
import { serverCpu } from "./figures/server-cpu.ts";
import { serverMemory } from "./figures/server-memory.ts";
import { start } from "./figures/start.ts";
import type { Bench } from "./measure.ts";

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [
  join,
  roomApp,
  narrowLine,
  callCost,
  serverCpu,
  serverMemory,
  start,
];
