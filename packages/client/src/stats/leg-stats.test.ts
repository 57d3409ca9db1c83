import { describe, expect, it } from "vitest";
import { packetsReceived } from "../legs/flow.ts";
import { chromiumReport, firefoxReport } from "../testing/stats-samples.ts";
import { legStats } from "./leg-stats.ts";
import { sampleOf } from "./sample.ts";

describe("figures of a leg", () => {
  it("are rates between two samples", () => {
    const stats = legStats("p", sampleOf(chromiumReport(2)), sampleOf(chromiumReport(4)));
    expect(stats).toEqual({
      participant: "p",
      path: { local: "relay", remote: "prflx", relayProtocol: "tls" },
      roundTripMs: 42,
      sending: { kbps: 1_000, fps: 25, width: 640 },
      receiving: { kbps: 800, fps: 30, width: 1280, loss: 0, concealment: 0, jitterMs: 4 },
    });
  });

  it("count what was lost and what had to be made up", () => {
    const before = sampleOf(chromiumReport(2));
    const after = sampleOf(chromiumReport(4, { lost: 100, concealed: 9_600 }));
    const { receiving } = legStats("p", before, after);
    expect(receiving.loss).toBeCloseTo(0.25);
    expect(receiving.concealment).toBeCloseTo(0.1);
  });

  it("are unknown without an earlier sample", () => {
    const { sending, receiving, roundTripMs } = legStats("p", null, sampleOf(chromiumReport(2)));
    expect(sending).toEqual({ kbps: null, fps: null, width: 640 });
    expect(receiving).toMatchObject({ kbps: null, fps: null, loss: null, concealment: null });
    expect(roundTripMs).toBe(42);
  });

  it("are unknown, not negative, when a new connection counts from zero", () => {
    const { receiving } = legStats("p", sampleOf(chromiumReport(9)), sampleOf(chromiumReport(10.5)));
    expect(receiving.kbps).toBe(800);
    const fresh = legStats("p", sampleOf(chromiumReport(9)), {
      ...sampleOf(chromiumReport(1)),
      at: 2_000_000,
    });
    expect(fresh.receiving.kbps).toBeNull();
  });

  it("are unknown where a browser does not tell", () => {
    const sample = sampleOf(firefoxReport());
    expect(sample.path).toEqual({ local: "relay", remote: "host", relayProtocol: "unknown" });
    expect(sample).toMatchObject({ roundTripMs: 3, received: { packets: 12, lost: null, jitterMs: 7 } });
    expect(sampleOf(new Map())).toMatchObject({ path: null, roundTripMs: null, sent: { bytes: null } });
  });
});

it("packets are the transport's, or the tracks' where the transport has no such figure", () => {
  expect(packetsReceived(chromiumReport(2))).toBe(300);
  expect(packetsReceived(firefoxReport())).toBe(12);
});
