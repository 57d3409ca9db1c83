import { createHash } from "node:crypto";
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { nodeComplaint } from "./decisions.js";
import { root, run, stop } from "./run.js";

/** Ends the command unless this Node is one that package.json allows. */
export function ensureNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const complaint = nodeComplaint(process.version, engines.node);
  if (complaint) stop(complaint, 2);
}

/** Runs `npm ci` unless node_modules was made from the lockfile as it is now. */
export async function ensureNpmPackages() {
  const stamp = join(root, "node_modules", ".confab-lockfile");
  const lockfile = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (read(stamp) === lockfile) return;
  console.log("Installing npm packages");
  const code = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    env: npmEnvironment(),
  });
  if (code !== 0) stop("npm ci failed; its own words are above");
  writeFileSync(stamp, lockfile);
}

/** npm wants to write to its cache; where home is read-only it gets one elsewhere. */
function npmEnvironment() {
  const cache = process.env.npm_config_cache ?? join(homedir(), ".npm");
  if (writable(cache)) return process.env;
  const instead = join(tmpdir(), `confab-npm-${userInfo().uid}`);
  return { ...process.env, npm_config_cache: instead, npm_config_logs_dir: join(instead, "_logs") };
}

function writable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
