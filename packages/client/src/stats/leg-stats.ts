import type { ParticipantId } from "@confab/protocol";
import type { LegStats } from "../api.ts";
import type { Sample } from "./sample.ts";

/** What happened between two samples. Without an earlier one all rates are unknown. */
export function legStats(
  participant: ParticipantId,
  before: Sample | null,
  after: Sample,
): Omit<LegStats, "quality"> {
  const seconds = before ? (after.at - before.at) / 1000 : 0;

  /** Growth per second; a counter that has fallen belongs to a new connection. */
  const rate = (read: (sample: Sample) => number | null): number | null => {
    const growth = grown(before, after, read);
    return growth === null || seconds <= 0 ? null : growth / seconds;
  };
  const kbps = (read: (sample: Sample) => number | null): number | null => {
    const bytes = rate(read);
    return bytes === null ? null : Math.round((bytes * 8) / 1000);
  };
  const fps = (read: (sample: Sample) => number | null): number | null => {
    const frames = rate(read);
    return frames === null ? null : Math.round(frames);
  };
  const lost = grown(before, after, ({ received }) => received.lost);
  const packets = grown(before, after, ({ received }) => received.packets);

  return {
    participant,
    path: after.path,
    roundTripMs: after.roundTripMs,
    sending: {
      kbps: kbps(({ sent }) => sent.bytes),
      fps: fps(({ sent }) => sent.frames),
      width: after.sent.width,
    },
    receiving: {
      kbps: kbps(({ received }) => received.bytes),
      fps: fps(({ received }) => received.frames),
      width: after.received.width,
      loss: share(lost, packets === null || lost === null ? null : packets + lost),
      concealment: share(
        grown(before, after, ({ received }) => received.concealed),
        grown(before, after, ({ received }) => received.samples),
      ),
      jitterMs: after.received.jitterMs,
    },
  };
}

function grown(before: Sample | null, after: Sample, read: (sample: Sample) => number | null): number | null {
  const from = before && read(before);
  const to = read(after);
  return from === null || to === null || to < from ? null : to - from;
}

function share(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null) return null;
  return whole === 0 ? 0 : Math.min(1, part / whole);
}
