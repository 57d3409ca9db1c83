import { mkdirSync, writeFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { parseArguments } from "./arguments.ts";
import { benches } from "./benches.ts";
import type { Bench, Failure, Sample, Side, Surroundings } from "./measure.ts";
import { type Results, rowsOf } from "./report/figures.ts";
import { describeMachine } from "./report/machine.ts";
import { pageOf, tableOf } from "./report/table.ts";
import { raisePrivateNetwork } from "./system/network.ts";

const root = process.cwd();
const cache = joinPath(root, ".cache/bench");

/** Each run starts with another side, so that none has the first or the last place to itself. */
function inTurn(sides: readonly Side[], run: number): readonly Side[] {
  const first = run % sides.length;
  return [...sides.slice(first), ...sides.slice(0, first)];
}

async function runBench(
  bench: Bench,
  surroundings: Surroundings,
): Promise<{ samples: Sample[]; failures: Failure[] }> {
  const samples: Sample[] = [];
  const failures: Failure[] = [];
  const fail = (side: Side | null, run: number, reason: unknown): void => {
    const text = reason instanceof Error ? (reason.message.split("\n")[0] ?? "") : String(reason);
    failures.push({ bench: bench.name, side, run, reason: text });
    surroundings.note(`${bench.name} ${side ?? ""} run ${run} failed: ${text}`);
  };
  const open = await bench.open(surroundings).catch((reason) => {
    fail(null, 0, reason);
    return null;
  });
  if (!open) return { samples, failures };
  try {
    for (let run = 1; run <= surroundings.runs; run++) {
      for (const side of inTurn(open.sides, run)) {
        try {
          const readings = await open.measure(side, run);
          samples.push(...readings.map((reading) => ({ ...reading, run })));
          const numbers = readings.map((r) => `${r.figure} ${Number(r.value.toFixed(3))}`);
          surroundings.note(`${run}/${surroundings.runs} ${side}: ${numbers.join(", ")}`);
        } catch (reason) {
          fail(side, run, reason);
        }
      }
    }
  } finally {
    await open.close();
  }
  return { samples, failures };
}

async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  const unknown = args.only.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    throw new Error(`no bench ${unknown.join(", ")}; there are ${benches.map((b) => b.name).join(", ")}`);
  }
  if (args.privateNetwork) raisePrivateNetwork();
  mkdirSync(joinPath(cache, "logs"), { recursive: true });
  const surroundings: Surroundings = {
    root,
    cache,
    privateNetwork: args.privateNetwork,
    runs: args.runs,
    sides: args.sides,
    note: (line) => console.error(line),
  };
  const machine = describeMachine();
  const chosen = benches.filter((bench) => args.only.length === 0 || args.only.includes(bench.name));
  const samples: Sample[] = [];
  const failures: Failure[] = [];
  for (const bench of chosen) {
    const outcome = await runBench(bench, surroundings);
    samples.push(...outcome.samples);
    failures.push(...outcome.failures);
  }
  const results: Results = {
    when: new Date().toISOString(),
    machine,
    runs: args.runs,
    rows: rowsOf(chosen, samples),
    methods: chosen.map(({ name, method }) => ({ bench: name, method })),
    failures,
    samples,
  };
  const json = `${JSON.stringify(results, null, 1)}\n`;
  writeFileSync(joinPath(cache, "latest.json"), json);
  if (args.write) {
    mkdirSync(joinPath(root, "bench/results"), { recursive: true });
    writeFileSync(joinPath(root, "bench/results/latest.json"), json);
    writeFileSync(joinPath(root, "docs/benchmarks.md"), pageOf(results));
  }
  console.log(tableOf(results.rows));
  const missed = results.rows.filter((row) => row.reached === false);
  for (const row of missed) console.log(`missed: ${row.figure.title}`);
  return args.check && (missed.length > 0 || failures.length > 0) ? 1 : 0;
}

// The first process of a process namespace ignores what it has no handler for.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    console.error(`ended by ${signal}`);
    process.exit(130);
  });
}
main().then(
  (code) => process.exit(code),
  (reason) => {
    console.error(reason instanceof Error ? reason.message : reason);
    process.exit(2);
  },
);
