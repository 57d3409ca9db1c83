import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import {
  Description,
  errorCodes,
  Handshake,
  limits,
  ParticipantName,
  RoomName,
  requests,
  wireError,
} from "./index.ts";

const accepts = (schema: v.GenericSchema, input: unknown) => v.safeParse(schema, input).success;
const requestId = "0123456789abcdef";
const participantId = "ABCDEFGHijklmno-";

describe("room names", () => {
  test.each(["a", "quiet-otter-lamp", "7", "x".repeat(limits.roomName)])("accept %s", (name) => {
    expect(accepts(RoomName, name)).toBe(true);
  });
  test.each(["", "-a", "a-", "Quiet", "a b", "a/b", "ä", "x".repeat(limits.roomName + 1), 7, null])(
    "refuse %s",
    (name) => {
      expect(accepts(RoomName, name)).toBe(false);
    },
  );
});

describe("participant names", () => {
  test("[J9] are trimmed", () => {
    expect(v.parse(ParticipantName, "  Zoë 王 ")).toBe("Zoë 王");
  });
  test.each(["", "   ", "a\nb", "a\u2028b", "\u202Eevil", "a\u0000", "x".repeat(65)])(
    "[J9] refuse %j",
    (name) => {
      expect(accepts(ParticipantName, name)).toBe(false);
    },
  );
  test("[J9] never end up empty, long or with control characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const parsed = v.safeParse(ParticipantName, text);
        if (!parsed.success) return;
        expect(parsed.output.length).toBeGreaterThan(0);
        expect(parsed.output.length).toBeLessThanOrEqual(limits.participantName);
        expect(parsed.output).toBe(parsed.output.trim());
        expect(parsed.output).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe("signals", () => {
  const signal = { id: requestId, to: participantId, life: 1, generation: 1 };
  const parse = (extra: object) => accepts(requests.signal.payload, { ...signal, ...extra });

  test("[N3] carry a description of limited size that begins like one", () => {
    expect(parse({ description: { type: "offer", sdp: "v=0\r\n", tracks: { "0": "microphone" } } })).toBe(
      true,
    );
    expect(parse({ description: { type: "offer", sdp: "hello" } })).toBe(false);
    expect(parse({ description: { type: "rollback", sdp: "v=0" } })).toBe(false);
    expect(parse({ description: { type: "offer", sdp: `v=0${"x".repeat(limits.sdp)}` } })).toBe(false);
    const mids = Object.fromEntries(
      Array.from({ length: limits.tracksPerLeg + 1 }, (_, mid) => [String(mid), "camera"]),
    );
    expect(accepts(Description, { type: "offer", sdp: "v=0", tracks: mids })).toBe(false);
  });

  test("[N4] carry small batches of candidate lines", () => {
    const candidate = { candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", mid: "0", ufrag: "abcd" };
    expect(parse({ candidates: [candidate, { candidate: "" }] })).toBe(true);
    expect(parse({ candidates: Array(limits.candidatesPerSignal + 1).fill(candidate) })).toBe(false);
    expect(parse({ candidates: [{ candidate: "javascript:" }] })).toBe(false);
    expect(parse({ candidates: [{ candidate: "candidate:1\r\na=evil" }] })).toBe(false);
    expect(parse({ candidates: [{ candidate: `candidate:${"1".repeat(limits.candidate)}` }] })).toBe(false);
  });

  test.each([0, -1, 1.5, "1", Number.NaN, limits.counter + 1])("[N6] refuse generation %s", (generation) => {
    expect(parse({ generation })).toBe(false);
  });
});

test("[C5] unknown fields are ignored", () => {
  const handshake = { protocol: 1, room: "lamp", shoe: 44 };
  expect(v.parse(Handshake, handshake)).toEqual({ protocol: 1, room: "lamp" });
});

test("[R1] requests have an id of 96 bits or more", () => {
  expect(accepts(requests.leave.payload, { id: requestId })).toBe(true);
  expect(accepts(requests.leave.payload, { id: "short" })).toBe(false);
  expect(accepts(requests.leave.payload, {})).toBe(false);
});

test("errors carry a code of the list and its message", () => {
  for (const code of errorCodes)
    expect(wireError(code)).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
  expect(wireError("too-many-requests", { retryAfterMs: 5 })).toMatchObject({ retryAfterMs: 5 });
});
