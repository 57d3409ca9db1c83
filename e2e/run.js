#!/usr/bin/env node
// Runs the browser tests in a network of their own, so that ports are free, nothing leaves the machine, and whatever
// is still running at the end goes with the process namespace. Where the system does not allow namespaces the tests
// run on the machine's own loopback, and this says so.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const self = fileURLToPath(import.meta.url);
const inside = "CONFAB_E2E_NETWORK";
/** The address of the tests' own interface; the tests read it from the environment. */
const address = "10.77.0.1";

/** From the most to the least private; each is tried with a harmless command first. */
const ways = [
  ["-nmpf", "--kill-child", "--mount-proc"],
  ["-Urnmpf", "--kill-child", "--mount-proc"],
  ["-nm"],
  ["-Urnm"],
];

function works(flags) {
  return spawnSync("unshare", [...flags, "true"], { stdio: "ignore" }).status === 0;
}

function must(command, ...args) {
  const done = spawnSync(command, args, { encoding: "utf8" });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(" ")}: ${done.stderr || done.error?.message}`);
}

/** Loopback, one interface with an address and a default route that ends at its unread other half, and no resolver. */
function makeNetwork() {
  must("ip", "link", "set", "lo", "up");
  must("ip", "link", "add", "e2e0", "type", "veth", "peer", "name", "e2e1");
  must("ip", "addr", "add", `${address}/24`, "dev", "e2e0");
  must("ip", "link", "set", "e2e0", "up");
  must("ip", "link", "set", "e2e1", "up");
  must("ip", "route", "add", "default", "dev", "e2e0", "src", address);
  spawnSync("mount", ["--bind", "/dev/null", "/etc/resolv.conf"], { stdio: "ignore" });
}

function playwright(args) {
  const cli = fileURLToPath(import.meta.resolve("@playwright/test/cli"));
  return spawn(process.execPath, [cli, "test", "--config", `${here}/playwright.config.ts`, ...args], {
    stdio: "inherit",
    cwd: dirname(here),
  });
}

/** Dies with the child and takes it along; unshare itself ignores the polite signals. */
function follow(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGKILL"));
  child.on("error", (error) => {
    console.error(`e2e: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

/** One folder for profiles, data directories and downloads, so that a run that is cut short leaves nothing either. */
function useOwnFolder() {
  const folder = mkdtempSync(join(tmpdir(), "confab-e2e-"));
  process.env.TMPDIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}

const args = process.argv.slice(2);
if (process.env[inside] === "private") {
  makeNetwork();
  process.env.CONFAB_E2E_ADDRESS = address;
  follow(playwright(args));
} else {
  useOwnFolder();
  const way =
    process.platform === "linux" && process.env[inside] === undefined ? ways.find(works) : undefined;
  if (way) {
    const env = { ...process.env, [inside]: "private" };
    // The shell is process 1 of the namespace and reaps what its children leave behind; Node would not.
    const command = ["sh", "-c", '"$@"; exit $?', "sh", process.execPath, self, ...args];
    follow(spawn("unshare", [...way, ...command], { stdio: "inherit", env }));
  } else {
    console.log("e2e: no network namespace to be had here; the tests run on this machine's own loopback.");
    process.env[inside] = "shared";
    follow(playwright(args));
  }
}
