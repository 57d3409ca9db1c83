// What a visitor downloads, in gzip, against its budget. Part of npm run check.
import process from "node:process";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { root } from "./setup/run.js";

const kilobyte = 1000;
const gzip = (content) => gzipSync(content, { level: 9 }).length;

/** Bundles in memory; returns vite's output chunks and assets. */
async function bundle(config) {
  const result = await build({ logLevel: "error", ...config, build: { ...config.build, write: false } });
  return (Array.isArray(result) ? result : [result]).flatMap(({ output }) => output);
}

/** The chunks that a chunk needs before it can run. */
function closure(chunks, start) {
  const seen = new Set();
  const visit = (name) => {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    for (const next of chunk.imports) visit(next);
  };
  for (const name of start) visit(name);
  return [...seen];
}

async function sdk() {
  const output = await bundle({
    root,
    configFile: false,
    resolve: { conditions: ["source", "module", "browser", "import", "default"] },
    build: {
      target: "es2022",
      lib: { entry: "packages/client/src/index.ts", formats: ["es"], fileName: "confab-client" },
    },
  });
  const chunks = output.filter(({ type }) => type === "chunk");
  const entry = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  return closure(chunks, entry).reduce((sum, { code }) => sum + gzip(code), 0);
}

/** The first load of the join page: the shell, its scripts, the join page's own part, and every style. */
async function joinPage() {
  const output = await bundle({ root: `${root}packages/web` });
  const chunks = output.filter(({ type }) => type === "chunk");
  const start = chunks
    .filter(({ isEntry, facadeModuleId }) => isEntry || /\/pages\/join\.tsx$/.test(facadeModuleId ?? ""))
    .map(({ fileName }) => fileName);
  const scripts = closure(chunks, start).reduce((sum, { code }) => sum + gzip(code), 0);
  const rest = output
    .filter(({ type, fileName }) => type === "asset" && /\.(css|html|svg|webmanifest)$/.test(fileName))
    .reduce((sum, { source }) => sum + gzip(source), 0);
  return { scripts, all: scripts + rest };
}

const page = await joinPage();
const rows = [
  ["SDK with Socket.IO's client", await sdk(), 24],
  ["join page, scripts", page.scripts, 60],
  ["join page, everything", page.all, 160],
];
for (const [name, size, budget] of rows) {
  const fits = size <= budget * kilobyte;
  console.log(`${fits ? "ok" : "TOO LARGE"} ${name}: ${(size / kilobyte).toFixed(1)} of ${budget} kB gzip`);
  if (!fits) process.exitCode = 1;
}
