import { expect, it } from "vitest";
import { firstStep } from "./first-step.ts";

it.each([
  ["granted", "granted", false, "start"],
  ["granted", "prompt", false, "ask"],
  ["prompt", "prompt", true, "ask"],
  ["denied", "denied", false, "start"],
  ["denied", "prompt", false, "ask"],
  ["unknown", "unknown", false, "ask"],
  ["unknown", "unknown", true, "start"],
  ["granted", "unknown", false, "ask"],
] as const)("camera %s, microphone %s, captured before: %s: %s", (camera, microphone, before, step) => {
  expect(firstStep({ camera, microphone }, before)).toBe(step);
});
