import { describe, expect, test } from "vitest";
import { decideSystemPackages, installLine, nodeComplaint } from "./decisions.js";

const bare = { missing: ["coturn"], apt: true, root: false, sudo: false, terminal: false, setup: undefined };

describe("missing system packages", () => {
  test.each([
    ["nothing is missing", { missing: [] }, { kind: "nothing" }],
    ["root without a terminal", { root: true }, { kind: "install", sudo: false }],
    ["root at a terminal", { root: true, terminal: true }, { kind: "ask", sudo: false }],
    ["root who said yes", { root: true, terminal: true, setup: "yes" }, { kind: "install", sudo: false }],
    ["root who said no", { root: true, setup: "no" }, { kind: "tell" }],
    ["a user with sudo at a terminal", { sudo: true, terminal: true }, { kind: "ask", sudo: true }],
    ["a user with sudo without a terminal", { sudo: true }, { kind: "tell" }],
    ["a user with sudo who said yes", { sudo: true, setup: "yes" }, { kind: "install", sudo: true }],
    ["a user without rights", { terminal: true, setup: "yes" }, { kind: "tell" }],
    ["another distribution", { root: true, apt: false, setup: "yes" }, { kind: "tell" }],
    ["an empty CONFAB_SETUP", { root: true, setup: "" }, { kind: "install", sudo: false }],
  ])("%s", (_, facts, expected) => {
    expect(decideSystemPackages({ ...bare, ...facts })).toEqual(expected);
  });

  test("a CONFAB_SETUP that is neither yes nor no is refused even if nothing is missing", () => {
    expect(decideSystemPackages({ ...bare, missing: [], setup: "maybe" })).toEqual({
      kind: "wrong",
      message: 'CONFAB_SETUP is "maybe"; it takes yes or no',
    });
  });

  test("the line to type masks the daemons first", () => {
    expect(installLine(["coturn", "nginx-light"], ["coturn", "nginx"])).toBe(
      "sudo systemctl mask coturn nginx && sudo apt-get update && " +
        "sudo apt-get install --no-install-recommends coturn nginx-light",
    );
    expect(installLine(["chromium"], [])).not.toContain("mask");
  });
});

describe("Node's version", () => {
  test.each(["v20.19.0", "v20.20.2", "v22.0.0"])("%s is new enough", (version) => {
    expect(nodeComplaint(version, ">=20.19")).toBeNull();
  });
  test.each(["v20.18.9", "v18.20.0"])("%s is too old", (version) => {
    expect(nodeComplaint(version, ">=20.19")).toBe(
      `this is Node ${version.slice(1)}; Confab needs 20.19 or newer`,
    );
  });
});
