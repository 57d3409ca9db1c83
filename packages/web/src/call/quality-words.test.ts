import type { LegState, LegStats } from "@confab/client";
import { describe, expect, it } from "vitest";
import { barsOf, wayOf, whyOf } from "./quality-words.ts";

const connected: LegState = { kind: "connected", path: null };
const recovering: LegState = { kind: "recovering", step: "ice-restart", sinceMs: 100 };

const nothing: LegStats = {
  participant: "p".repeat(16),
  path: null,
  roundTripMs: null,
  sending: { kbps: null, fps: null, width: null },
  receiving: { kbps: null, fps: null, width: null, loss: null, concealment: null, jitterMs: null },
  quality: null,
};

function stats(quality: 1 | 2 | 3, receiving: Partial<LegStats["receiving"]>, roundTripMs = 30): LegStats {
  return { ...nothing, quality, roundTripMs, receiving: { ...nothing.receiving, ...receiving } };
}

describe("the bars", () => {
  it.each([
    [connected, null, 0],
    [connected, nothing, 0],
    [connected, stats(3, {}), 3],
    [recovering, stats(3, {}), 1],
    [{ kind: "connecting" }, null, 0],
  ] as const)("%j", (leg, figures, bars) => {
    expect(barsOf(leg, figures)).toBe(bars);
  });
});

describe("the reason", () => {
  it.each([
    [recovering, null, "quality.why.recovering"],
    [{ kind: "connecting" }, null, "quality.why.connecting"],
    [connected, null, "quality.why.none"],
    [connected, nothing, "quality.why.none"],
    [connected, stats(3, { loss: 0.2 }), "quality.why.good"],
    [connected, stats(1, { loss: 0.08, concealment: 0.2 }), "quality.why.loss"],
    [connected, stats(2, { loss: 0 }, 600), "quality.why.delay"],
    [connected, stats(2, { concealment: 0.1 }), "quality.why.sound"],
    [connected, stats(2, { fps: 6 }), "quality.why.picture"],
    [connected, stats(2, { fps: 0 }), "quality.why.fair"],
    [connected, stats(2, {}), "quality.why.fair"],
  ] as const)("%j %j", (leg, figures, why) => {
    expect(whyOf(leg, figures)).toBe(why);
  });
});

describe("the way", () => {
  it.each([
    [null, { kind: "unknown" }],
    [{ local: "host", remote: "srflx", relayProtocol: null }, { kind: "direct" }],
    [
      { local: "relay", remote: "host", relayProtocol: "tcp" },
      { kind: "relayedBy", protocol: "TCP" },
    ],
    [{ local: "relay", remote: "host", relayProtocol: "unknown" }, { kind: "relayed" }],
    [{ local: "host", remote: "relay", relayProtocol: null }, { kind: "relayed" }],
  ] as const)("%j", (path, way) => {
    expect(wayOf(path)).toEqual(way);
  });
});
