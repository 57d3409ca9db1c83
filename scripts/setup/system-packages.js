import { existsSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { decideSystemPackages, installLine } from "./decisions.js";
import { capture, hasProgram, stop, succeeds } from "./run.js";

/** What each Debian package is recognised by, what it is for, and the daemon that its installation would start. */
const known = {
  coturn: { present: () => hasProgram("turnserver"), what: "STUN and TURN", daemon: "coturn" },
  chromium: { present: () => hasProgram("chromium"), what: "browser tests" },
  "firefox-esr": { present: () => hasProgram("firefox-esr"), what: "browser tests" },
  "nginx-light": { present: () => hasProgram("nginx"), what: "tests behind a proxy", daemon: "nginx" },
  "libnss3-tools": { present: () => hasProgram("certutil"), what: "tests with a certificate authority" },
  iproute2: { present: () => hasProgram("ip"), what: "private networks for tests" },
  "fonts-noto-cjk": {
    present: () => existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    what: "Chinese text in screenshots",
  },
};

/**
 * Sees to it that the Debian packages are there, as far as the person or CONFAB_SETUP allows.
 * @returns {Promise<readonly string[]>} what is still missing
 */
export async function ensureSystemPackages(packages) {
  const missing = packages.filter((name) => !known[name].present());
  const daemons = missing.flatMap((name) => known[name].daemon ?? []);
  const decision = decideSystemPackages({
    missing,
    apt: hasProgram("apt-get"),
    root: process.getuid?.() === 0,
    sudo: hasProgram("sudo"),
    terminal: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    setup: process.env.CONFAB_SETUP,
  });
  switch (decision.kind) {
    case "nothing":
      return [];
    case "wrong":
      return stop(decision.message, 2);
    case "tell":
      tell(missing, daemons);
      return missing;
    case "ask":
      if (!(await agreed(missing))) {
        tell(missing, daemons);
        return missing;
      }
      break;
    case "install":
      break;
  }
  await install(missing, daemons, decision.sudo);
  return missing.filter((name) => !known[name].present());
}

function tell(missing, daemons) {
  const list = missing.map((name) => `${name} (${known[name].what})`).join(", ");
  console.log(`Missing: ${list}. To install:\n\n  ${installLine(missing, daemons)}\n`);
}

async function agreed(missing) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const list = missing.map((name) => `${name} (${known[name].what})`).join(", ");
  const answer = await terminal.question(`Install ${list} with the system's package manager? [Y/n] `);
  terminal.close();
  return /^(|y|yes)$/i.test(answer.trim());
}

async function install(packages, daemons, sudo) {
  console.log(`Installing ${packages.join(", ")}`);
  const as = sudo
    ? ["sudo", "env", "DEBIAN_FRONTEND=noninteractive"]
    : ["env", "DEBIAN_FRONTEND=noninteractive"];
  const apt = (...args) => capture(as[0], [...as.slice(1), "apt-get", "-qq", ...args]);
  const release = keepDaemonsDown(daemons, sudo);
  try {
    if ((await apt("update")).code !== 0)
      console.error("confab: apt-get update failed; trying with the old package lists");
    const { code, output } = await apt("install", "-y", "--no-install-recommends", ...packages);
    if (code !== 0) console.error(`${output}\nconfab: apt-get install failed with exit code ${code}`);
  } finally {
    release();
  }
}

const policy = "/usr/sbin/policy-rc.d";

/** Puts a policy that denies everything in place of what is there; a second time it finds itself there already. */
const deny = `set -e
[ ! -e "$1" ] || [ -e "$1.confab" ] || mv "$1" "$1.confab"
printf '#!/bin/sh\\nexit 101\\n' > "$1"
chmod 755 "$1"`;

const restore = `rm -f "$1"
[ ! -e "$1.confab" ] || mv "$1.confab" "$1"`;

/**
 * Keeps the packages' own daemons from starting: their units are masked for good where there is systemd; elsewhere
 * (containers, init scripts) Debian's policy-rc.d says no for the time of the installation.
 */
function keepDaemonsDown(daemons, sudo) {
  if (daemons.length === 0) return () => {};
  const [command, ...words] = sudo ? ["sudo", "sh"] : ["sh"];
  const shell = (script) => succeeds(command, [...words, "-c", script, "sh", policy]);
  if (existsSync("/run/systemd/system")) {
    if (!shell(`systemctl mask --quiet ${daemons.join(" ")}`)) {
      stop(`could not mask ${daemons.join(" and ")} before installing`);
    }
    return () => {};
  }
  if (!shell(deny)) stop(`could not write ${policy}, which keeps ${daemons.join(" and ")} from starting`);
  // Ctrl-C is for apt; whatever happens to it, the policy that was there comes back.
  const ignore = () => {};
  process.on("SIGINT", ignore);
  return () => {
    shell(restore);
    process.off("SIGINT", ignore);
  };
}
