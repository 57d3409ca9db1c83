// npm run bench [-- --only join,start] [--sides confab,bare] [--runs 3] [--check] [--write] [--no-build]
// Builds server, room app and bench, and runs the bench in a network namespace of its own where the system allows
// one, else on loopback. --write renews bench/results/latest.json and docs/benchmarks.md.
import { spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { buildBench } from "../bench/build.js";
import { buildStale, serverTargets } from "./setup/build.js";
import { root, stop } from "./setup/run.js";

process.chdir(root);

/** The words that give a program namespaces of its own and end everything in them with it; none where refused. */
function namespaces() {
  const own = process.getuid() === 0 ? "-nmpf" : "-Urnmpf";
  const words = ["unshare", own, "--kill-child", "--mount-proc"];
  const tried = spawnSync(words[0], [...words.slice(1), "ip", "link", "set", "lo", "up"], {
    stdio: "ignore",
  });
  return tried.status === 0 ? words : [];
}

if (!process.argv.includes("--no-build")) {
  const failure = await buildStale(serverTargets);
  if (failure !== null) stop(`the build failed:\n${failure}`);
}
await buildBench(root);
const words = namespaces();
if (words.length === 0) console.error("No network namespaces here: the figures are measured on loopback.");
const [command, ...args] = [
  ...words,
  process.execPath,
  "--enable-source-maps",
  ".cache/bench/node/main.js",
  ...(words.length > 0 ? ["--private-network"] : []),
  ...process.argv.slice(2).filter((argument) => argument !== "--no-build"),
];
const bench = spawn(command, args, { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => bench.kill(signal));
bench.on("exit", (code) => process.exit(code ?? 1));
