// npm start [-- server options]: from a fresh clone to a running server.
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { buildStale, serverTargets } from "./setup/build.js";
import { ensureNode, ensureNpmPackages } from "./setup/npm-packages.js";
import { root, stop } from "./setup/run.js";
import { ensureSystemPackages } from "./setup/system-packages.js";

ensureNode();
await ensureNpmPackages();
await ensureSystemPackages(["coturn"]);
const failure = await buildStale(serverTargets);
if (failure !== null) stop(`the build failed:\n${failure}`);

const args = [join(root, "packages/server/dist/main.js"), "start", ...process.argv.slice(2)];
const server = spawn(process.execPath, args, { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
