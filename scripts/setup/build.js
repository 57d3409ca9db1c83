import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { capture, root, tool } from "./run.js";

const shared = ["package-lock.json", "tsconfig.base.json"];

const vite = (name) => [tool("vite/bin/vite.js"), "build", `packages/${name}`, "--logLevel", "warn"];

/** What is built, from which files and folders, into which file at least, by which command. */
const targets = [
  {
    name: "server",
    inputs: [...shared, ...["protocol", "server"].flatMap((name) => inputsOf(name))],
    outputs: ["packages/server/dist/main.js"],
    args: vite("server"),
  },
  {
    name: "room app",
    inputs: [
      ...shared,
      ...["protocol", "client", "web"].flatMap((name) => inputsOf(name)),
      ...["index.html", "build", "public"].map((name) => `packages/web/${name}`),
    ],
    outputs: ["packages/web/dist/index.html"],
    args: vite("web"),
  },
  {
    name: "SDK",
    inputs: [...shared, ...["protocol", "client"].flatMap((name) => inputsOf(name))],
    outputs: ["packages/protocol/dist/index.js", "packages/client/dist/index.js"],
    args: [tool("typescript/bin/tsc"), "-b", "packages/client"],
  },
];

/** What a server needs to run; the SDK as a package of its own is for others. */
export const serverTargets = ["server", "room app"];

function inputsOf(name) {
  return ["src", "package.json", "tsconfig.json", "vite.config.ts"].map((file) => `packages/${name}/${file}`);
}

/**
 * Builds what is older than its sources; all of it, or the targets of these names.
 * @returns {Promise<string | null>} what a failed build printed, or null
 */
export async function buildStale(names = targets.map(({ name }) => name)) {
  const stamps = join(root, ".cache", "build");
  mkdirSync(stamps, { recursive: true });
  for (const { name, inputs, outputs, args } of targets.filter((target) => names.includes(target.name))) {
    const stamp = join(stamps, name.replaceAll(" ", "-"));
    const fingerprint = fingerprintOf(inputs);
    const fresh = existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint;
    if (fresh && outputs.every((path) => existsSync(join(root, path)))) continue;
    console.log(`Building ${name}`);
    const { code, output } = await capture(process.execPath, args);
    if (code !== 0) return output;
    writeFileSync(stamp, fingerprint);
  }
  return null;
}

/** SHA-256 over the names and contents of all files below. */
function fingerprintOf(inputs) {
  const hash = createHash("sha256");
  const add = (path) => {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  };
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    const entries = list(path);
    if (entries === null) add(input);
    else for (const entry of entries) add(join(input, entry));
  }
  return hash.digest("hex");
}

/** Files below a folder, sorted; null if it is a file itself. */
function list(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(path.length + 1))
      .sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return null;
    throw error;
  }
}
