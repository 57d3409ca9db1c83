import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  testMatch: "**/*.spec.ts",
  outputDir: "../artifacts/e2e",
  // Two cores carry one call of two browsers; a second one beside it makes gaps that nobody else's network would.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Generous: how fast things are is measured elsewhere.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
});
