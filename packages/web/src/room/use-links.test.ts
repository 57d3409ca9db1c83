import { expect, test } from "vitest";
import { isLoopback } from "./use-links.ts";

test.each(["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])("%s is this machine alone", (name) => {
  expect(isLoopback(name)).toBe(true);
});
test.each(["192.168.1.5", "calls.example.org", "localhost.example.org", "[fd00::1]"])("%s is not", (name) => {
  expect(isLoopback(name)).toBe(false);
});
