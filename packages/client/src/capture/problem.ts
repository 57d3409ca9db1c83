import type { CaptureProblem } from "../api.ts";

/**
 * Why `getUserMedia` failed (W3C Media Capture and Streams, section 10.2). `NotAllowedError` has three causes: blocked
 * for the page, blocked by the operating system (the page's permission is then granted), or dismissed for now.
 */
export function problemOf(errorName: string, permission: PermissionState | null): CaptureProblem {
  switch (errorName) {
    case "NotAllowedError":
      if (permission === "granted") return "blocked-by-system";
      return permission === "prompt" ? "dismissed" : "blocked";
    case "SecurityError":
      return "blocked";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "AbortError":
      return "in-use";
    default:
      return "unknown";
  }
}

/** The name of whatever was thrown: not every browser's capture errors are `Error`s. */
export function nameOf(error: unknown): string {
  return typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
}
