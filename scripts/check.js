// npm run check: every static check. Two run at a time; each prints only when it fails.
import process from "node:process";
import { capture, tool } from "./setup/run.js";

const node = process.execPath;
const checks = [
  ["types", node, [tool("typescript/bin/tsc"), "-b"]],
  [
    "format and lint",
    node,
    [tool("@biomejs/biome/bin/biome"), "ci", "--diagnostic-level=warn", "--error-on-warnings"],
  ],
  ["import rules", node, [tool("dependency-cruiser/bin/dependency-cruise.mjs"), "packages", "e2e", "bench"]],
  ["unused code", node, [tool("knip/bin/knip.js"), "--no-progress"]],
  ["bundle sizes", node, ["scripts/size.js"]],
];

let failed = 0;
async function work() {
  for (let check = checks.shift(); check; check = checks.shift()) {
    const [name, command, args] = check;
    const start = performance.now();
    const { code, output } = await capture(command, args);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (code !== 0) failed += 1;
    const detail = code !== 0 || name === "bundle sizes" ? `\n${output.trimEnd()}` : "";
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)${detail}`);
  }
}
await Promise.all([work(), work()]);
process.exitCode = failed > 0 ? 1 : 0;
