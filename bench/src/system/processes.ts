import { readdirSync, readFileSync } from "node:fs";

/** `CLK_TCK` of proc(5): 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
}

function readStat(pid: number): Stat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null; // It ended between listing and reading.
  }
  // The command's name is in brackets and may itself contain brackets and spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { pid, parent: Number(fields[1]), cpuMs: (ticks * 1000) / ticksPerSecond };
}

/** CPU time of one process so far, all threads, user and system, in ms. */
export function cpuMs(pid: number): number {
  const stat = readStat(pid);
  if (!stat) throw new Error(`process ${pid} is gone`);
  return stat.cpuMs;
}

/** CPU time so far of each process of the trees that start at the given ones, by process id, in ms. */
export function treeCpuMs(roots: readonly number[]): ReadonlyMap<number, number> {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== null);
  const inside = new Set(roots);
  let before = 0;
  while (before !== inside.size) {
    before = inside.size;
    for (const stat of all) if (inside.has(stat.parent)) inside.add(stat.pid);
  }
  return new Map(all.filter((stat) => inside.has(stat.pid)).map((stat) => [stat.pid, stat.cpuMs]));
}

/** CPU time spent between two readings of {@link treeCpuMs}, in ms. A process that ended in between is left out. */
export function spentMs(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [pid, ms] of after) sum += ms - (before.get(pid) ?? 0);
  return sum;
}

/** Resident memory, in kB of 1,024 bytes. */
export function residentKb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (!line) throw new Error(`process ${pid} tells no memory`);
  return Number(line[1]);
}
