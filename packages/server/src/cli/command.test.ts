import { expect, test } from "vitest";
import { parseCommand } from "./command.ts";
import { helpText } from "./help.ts";

test.each([
  [[], "start", {}],
  [["start", "--http-port", "1"], "start", { "http-port": "1" }],
  [["--relay-mode=off"], "start", { "relay-mode": "off" }],
  [["stop"], "stop", {}],
  [["status", "--config", "x.yaml"], "status", { config: "x.yaml" }],
  [["-h"], "help", {}],
  [["start", "--help"], "help", {}],
  [["--version"], "version", {}],
] as const)("%j is %s", (args, name, flags) => {
  const command = parseCommand(args);
  expect(command.name).toBe(name);
  expect(Object.fromEntries(command.flags)).toEqual(flags);
});

test.each([
  [["run"], "there is no command run; try: confab help"],
  [["stop", "now"], "stop takes no further words; now is too much"],
  [["--httpport", "1"], "Unknown option '--httpport'; try: confab help"],
  [["--http-port"], "Option '--http-port <value>' argument missing; try: confab help"],
  [["--http-port", "--help"], /^Option '--http-port' argument is ambiguous[^\n]*; try: confab help$/],
] as const)("%j is refused in one line", (args, expected) => {
  expect(() => parseCommand(args)).toThrow(expected);
});

test("help names every command and the exit codes", () => {
  const text = helpText("1.2.3");
  for (const word of ["1.2.3", "start", "stop", "status", "--relay-tls-port", "Exit codes"]) {
    expect(text).toContain(word);
  }
});
