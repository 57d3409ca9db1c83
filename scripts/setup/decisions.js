/**
 * What to do about missing system packages. Pure.
 * @param {{ missing: readonly string[], apt: boolean, root: boolean, sudo: boolean, terminal: boolean,
 *   setup: string | undefined }} facts
 *   `missing`: Debian packages; `setup`: CONFAB_SETUP as it stands in the environment.
 * @returns {{ kind: "nothing" } | { kind: "install", sudo: boolean } | { kind: "ask", sudo: boolean }
 *   | { kind: "tell" } | { kind: "wrong", message: string }}
 */
export function decideSystemPackages({ missing, apt, root, sudo, terminal, setup }) {
  if (setup !== undefined && setup !== "" && setup !== "yes" && setup !== "no") {
    return { kind: "wrong", message: `CONFAB_SETUP is "${setup}"; it takes yes or no` };
  }
  if (missing.length === 0) return { kind: "nothing" };
  if (!apt || setup === "no") return { kind: "tell" };
  const able = root || sudo;
  if (!able) return { kind: "tell" };
  if (setup === "yes") return { kind: "install", sudo: !root };
  if (terminal) return { kind: "ask", sudo: !root };
  return root ? { kind: "install", sudo: false } : { kind: "tell" };
}

/** The line that a person can type to install the packages without their daemons starting by themselves. */
export function installLine(packages, daemons) {
  const mask = daemons.length > 0 ? `sudo systemctl mask ${daemons.join(" ")} && ` : "";
  return `${mask}sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(" ")}`;
}

/**
 * Whether this Node is new enough for `engines.node`, given as `>=MAJOR.MINOR`.
 * @returns {string | null} a sentence, or null if it is
 */
export function nodeComplaint(version, engines) {
  const wanted = /^>=(\d+)\.(\d+)$/.exec(engines);
  const present = /^v?(\d+)\.(\d+)/.exec(version);
  if (!wanted || !present) throw new Error(`cannot compare Node ${version} with ${engines}`);
  const [wantedMajor, wantedMinor] = [Number(wanted[1]), Number(wanted[2])];
  const [major, minor] = [Number(present[1]), Number(present[2])];
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return `this is Node ${version.replace(/^v/, "")}; Confab needs ${wantedMajor}.${wantedMinor} or newer`;
}
