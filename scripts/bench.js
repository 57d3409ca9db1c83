// npm run bench [-- --only join,cpu] [--runs 3] [--sides confab,bare] [--check] [--write] [--no-build]
// Builds the bench and runs it in a network namespace of its own where the system allows one, else on loopback.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildStale, serverTargets } from "./setup/build.js";
import { stop } from "./setup/run.js";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const pageNames = ["bare", "bare-apart", "confab", "peerjs", "simple-peer"];

async function buildPages() {
  await build({
    root: "bench/pages",
    base: "./",
    configFile: false,
    logLevel: "warn",
    resolve: { conditions: ["source", "module", "browser", "import", "default"] },
    build: {
      outDir: `${root}.cache/bench/pages`,
      emptyOutDir: true,
      target: "chrome120",
      rolldownOptions: {
        input: Object.fromEntries(pageNames.map((name) => [name, `bench/pages/${name}/index.html`])),
      },
    },
  });
}

async function buildPrograms() {
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    resolve: { conditions: ["source", "node", "import", "default"] },
    ssr: { noExternal: ["@confab/protocol"] },
    build: {
      ssr: true,
      outDir: ".cache/bench/node",
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: {
        input: {
          main: "bench/src/main.ts",
          load: "bench/src/load/main.ts",
          relay: "bench/src/servers/relay.ts",
          "peer-server": "bench/src/servers/peer-server.ts",
        },
      },
    },
  });
}

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
await buildPages();
await buildPrograms();
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
