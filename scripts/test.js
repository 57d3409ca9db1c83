// npm test: everything, in stages. node scripts/test.js STAGE [arguments] runs one alone.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { buildStale } from "./setup/build.js";
import { ensureNode, ensureNpmPackages } from "./setup/npm-packages.js";
import { root, run, stop, tool } from "./setup/run.js";
import { ensureSystemPackages } from "./setup/system-packages.js";

const node = process.execPath;
const counts = { passed: 0, failed: 0 };
const reports = join(root, ".cache", "reports");

const stages = {
  async setup() {
    await ensureNpmPackages();
    const missing = await ensureSystemPackages([
      "coturn",
      "chromium",
      "firefox-esr",
      "nginx-light",
      "libnss3-tools",
      "iproute2",
      "fonts-noto-cjk",
    ]);
    if (missing.length === 0) return 0;
    console.error(`confab: the tests need ${missing.join(", ")}`);
    return 1;
  },
  check: () => run(node, ["scripts/check.js"]),
  async build() {
    const failure = await buildStale();
    if (failure !== null) console.error(failure);
    return failure === null ? 0 : 1;
  },
  async unit(args) {
    const report = join(reports, "unit.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await run(node, [tool("vitest/vitest.mjs"), "run", ...reporters, ...args]);
    count(report, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);
    return code;
  },
  async e2e(args) {
    const report = join(reports, "e2e.json");
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const code = await run(node, ["e2e/run.js", "--reporter=list,json", ...args], { env });
    count(report, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]);
    return code;
  },
};

/** Adds what a runner's JSON report says to the totals. A run without a report is counted by its exit code alone. */
function count(report, read) {
  try {
    const [passed, failed] = read(JSON.parse(readFileSync(report, "utf8")));
    counts.passed += passed;
    counts.failed += failed;
  } catch {
    console.error(`confab: no report at ${report}`);
  }
}

ensureNode();
const [wanted, ...rest] = process.argv.slice(2);
if (wanted !== undefined && !Object.hasOwn(stages, wanted)) {
  stop(`there is no stage "${wanted}"; the stages are ${Object.keys(stages).join(", ")}`, 2);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const summary = [];
let failed = false;
for (const name of wanted === undefined ? Object.keys(stages) : [wanted]) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const code = await stages[name](rest);
  summary.push(
    `${code === 0 ? "ok    " : "FAILED"} ${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`,
  );
  failed ||= code !== 0;
  // Later stages say little when these have failed.
  if (code !== 0 && (name === "setup" || name === "build")) break;
}
console.log(`\n${summary.join("\n")}`);
if (counts.passed + counts.failed > 0) console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed ? 1 : 0;
