import { describe, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "../testing/fake-clock.ts";
import { createFakeWebRtc, type FakeWebRtc } from "../testing/fake-web-rtc.ts";
import { participant } from "../testing/participant.ts";
import { createLeg, type Leg, type LegDeps } from "./leg.ts";

interface Ends {
  readonly clock: FakeClock;
  readonly webRtc: FakeWebRtc;
  readonly a: Leg;
  readonly b: Leg;
  /** Whether signals pass. */
  readonly line: { up: boolean };
  readonly sent: Parameters<LegDeps["send"]>[0][];
}

/** B is new and offers; A waits. */
function setUp(): Ends {
  const clock = createFakeClock();
  const webRtc = createFakeWebRtc({ clock });
  const line = { up: true };
  const sent: Ends["sent"] = [];
  const legs = new Map<string, Leg>();
  const make = (me: string, other: string, beginning: "offer" | "await"): Leg => {
    const leg = createLeg(
      {
        webRtc,
        clock,
        videoCodecs: undefined,
        self: participant(me).id,
        configuration: () => ({ iceServers: [{ urls: `stun:${me}` }] }),
        tracks: () => ({ microphone: null, camera: null }),
        people: () => 2,
        online: () => line.up,
        changed: () => {},
        reached: () => {},
        send(step) {
          sent.push(step);
          if (line.up) clock.after(5, () => legs.get(other)?.receive(step));
        },
      },
      participant(other),
      beginning,
    );
    legs.set(me, leg);
    return leg;
  };
  const a = make("a", "b", "await");
  const b = make("b", "a", "offer");
  const tick = (): void => {
    webRtc.flow();
    for (const leg of legs.values()) leg.tick();
    clock.after(400, tick);
  };
  tick();
  return { clock, webRtc, a, b, line, sent };
}

const kinds = ({ a, b }: Ends): string[] => [a.view().state.kind, b.view().state.kind];

describe("a leg", () => {
  it("[N5] [N6] is offered by the newcomer in generation 1, with one connection on each side", async () => {
    const ends = setUp();
    await ends.clock.advance(200);
    expect(kinds(ends)).toEqual(["connected", "connected"]);
    expect([ends.a.generation, ends.b.generation]).toEqual([1, 1]);
    expect(ends.webRtc.connections).toHaveLength(2);
    expect([...ends.a.view().tracks.keys()]).toEqual(["microphone", "camera"]);
  });

  it("[J8] restarts ICE when it is cut, with fresh servers, and keeps its connection", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    ends.webRtc.setNetwork(false);
    await ends.clock.advance(3_000);
    expect(kinds(ends)).toEqual(["recovering", "recovering"]);
    ends.webRtc.setNetwork(true);
    await ends.clock.advance(3_000);
    expect(kinds(ends)).toEqual(["connected", "connected"]);
    expect(ends.webRtc.connections).toHaveLength(2);
    for (const { restarts, configurations } of ends.webRtc.connections) {
      expect(restarts).toBeGreaterThan(0);
      expect(configurations.length).toBeGreaterThan(restarts);
    }
  });

  it("keeps what works while nothing can be signalled, and leaves it alone afterwards", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    ends.line.up = false;
    await ends.clock.advance(60_000);
    ends.line.up = true;
    ends.a.nudge();
    ends.b.nudge();
    await ends.clock.advance(1_000);
    expect(kinds(ends)).toEqual(["connected", "connected"]);
    expect(ends.webRtc.connections.map(({ restarts }) => restarts)).toEqual([0, 0]);
  });

  it("restarts at once when it is nudged and nothing arrives", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    ends.webRtc.setNetwork(false);
    await ends.clock.advance(1_000);
    ends.a.nudge();
    expect(ends.webRtc.connections[0]?.restarts).toBe(1);
  });

  it("[N6] is rebuilt in a larger generation when restarts don't help", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    ends.webRtc.setNetwork(false);
    await ends.clock.advance(30_000);
    expect(ends.webRtc.connections.length).toBeGreaterThan(2);
    ends.webRtc.setNetwork(true);
    await ends.clock.advance(15_000);
    expect(kinds(ends)).toEqual(["connected", "connected"]);
    expect(ends.a.generation).toBe(ends.b.generation);
    expect(ends.a.generation).toBeGreaterThan(1);
    expect(ends.webRtc.connections.filter(({ closed }) => !closed)).toHaveLength(2);
  });

  it("[N6] drops what belongs to a smaller generation", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    const old = ends.sent.filter(({ to }) => to === participant("a").id);
    ends.webRtc.setNetwork(false);
    await ends.clock.advance(30_000);
    ends.webRtc.setNetwork(true);
    await ends.clock.advance(15_000);
    const { generation } = ends.a;
    for (const step of old) ends.a.receive(step);
    await ends.clock.advance(1_000);
    expect(ends.a.generation).toBe(generation);
    expect(kinds(ends)).toEqual(["connected", "connected"]);
  });

  it("[N7] starts again at generation 1 when the other's life grows, and drops its former life", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    const old = ends.sent.filter(({ to }) => to === participant("a").id);
    ends.a.update(participant("b", { life: 2 }));
    expect(ends.a.link).toBeNull();
    expect(ends.a.generation).toBe(0);
    for (const step of old) ends.a.receive(step);
    await ends.clock.settle();
    expect(ends.a.link).toBeNull();
    expect(ends.a.view().state.kind).toBe("recovering");
  });

  it("waits with its offer until the other is there", async () => {
    const ends = setUp();
    await ends.clock.advance(1_000);
    const sent: unknown[] = [];
    const away = participant("c", { state: { kind: "away", silentMs: 11_000 } });
    const leg = createLeg(
      {
        webRtc: ends.webRtc,
        clock: ends.clock,
        videoCodecs: undefined,
        self: participant("a").id,
        configuration: () => ({}),
        tracks: () => ({ microphone: null, camera: null }),
        people: () => 3,
        online: () => true,
        changed: () => {},
        reached: () => {},
        send: (step) => sent.push(step),
      },
      away,
      "offer",
    );
    await ends.clock.advance(20_000);
    leg.tick();
    expect(sent).toEqual([]);
    leg.update(participant("c"));
    await ends.clock.settle();
    expect(sent).toHaveLength(1);
  });

  it("closes every connection it has, and stays closed", async () => {
    const ends = setUp();
    ends.a.close();
    await ends.clock.advance(20_000);
    ends.b.close();
    ends.b.close();
    expect(ends.webRtc.connections.every(({ closed }) => closed)).toBe(true);
    expect(kinds(ends)).toEqual(["closed", "closed"]);
  });
});
