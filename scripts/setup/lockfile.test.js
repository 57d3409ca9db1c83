import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run.js";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** Where Node would find a package from another package's folder, if the lockfile has it. */
function isLocked(name, from) {
  const nested = from === "" ? "" : `${from}/`;
  if (packages[`${nested}node_modules/${name}`]) return true;
  if (from === "") return false;
  const above = from.lastIndexOf("/node_modules/");
  return isLocked(name, above < 0 ? "" : from.slice(0, above));
}

// npm leaves out what it could not look up, a package for another system in an incomplete mirror for example, and
// then refuses the lockfile that it wrote: npm ci says "Missing ... from lock file".
test("the lockfile has every optional package, so that npm ci accepts it", () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(name, from)),
  );
  expect(missing).toEqual([]);
});
