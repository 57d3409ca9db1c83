import { join } from "./figures/join.ts";
import { serverCpu } from "./figures/server-cpu.ts";
import { serverMemory } from "./figures/server-memory.ts";
import type { Bench } from "./measure.ts";

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [join, serverCpu, serverMemory];
