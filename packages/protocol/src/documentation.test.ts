import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commonErrors, errorMessages, limits, PROTOCOL_VERSION, requests } from "./index.ts";

const page = readFileSync(new URL("../../../docs/protocol.md", import.meta.url), "utf8");

describe("docs/protocol.md", () => {
  test("is about this version", () => {
    expect(page).toContain(`# The Confab protocol, version ${PROTOCOL_VERSION}`);
  });

  test("lists every error code with its message, and no other", () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (.+\.) \|$/gm)].map(([, code, message]) => [
      code,
      message,
    ]);
    expect(listed).toEqual(Object.entries(errorMessages));
  });

  test("lists every request with its own errors, and no other", () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \|[^|]*\|[^|]*\|([^|]*)\|$/gm)].map(
      ([, name, errors]) => [name, [...(errors ?? "").matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)],
    );
    expect(listed).toEqual(Object.entries(requests).map(([name, { errors }]) => [name, [...errors]]));
  });

  test("lists the common errors", () => {
    const line = page.match(/^Common errors: (.*)\.$/m)?.[1] ?? "";
    expect(line.split(", ")).toEqual(commonErrors.map((code) => `\`${code}\``));
  });

  test("labels each rule once", () => {
    const labels = [...page.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, label]) => label);
    expect(labels.length).toBeGreaterThan(40);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test("states the limits that the schemas keep", () => {
    expect(page).toContain(`over ${limits.messageBytes.toLocaleString("en").replace(",", " ")} bytes`);
    expect(page).toContain(`at most ${limits.sdp.toLocaleString("en").replace(",", " ")} characters`);
    expect(page).toContain(
      `send ${limits.requestBurst} requests at once and ${limits.requestsPerSecond} a second`,
    );
    expect(page).toContain(`at most ${limits.candidatesPerSignal} \`{ candidate`);
  });
});
