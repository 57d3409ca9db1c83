import { expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createFakeWebRtc } from "../testing/fake-web-rtc.ts";
import { createFlow } from "./flow.ts";

function setUp(timestamps: { now: number }) {
  const clock = createFakeClock();
  const webRtc = createFakeWebRtc({ clock });
  const connection = webRtc.connect({}, { negotiationNeeded() {}, candidate() {}, state() {} });
  let asked = 0;
  const watched = {
    ...connection,
    getTransceivers: () => [
      {
        ...connection.addTransceiver("audio"),
        receiver: {
          ...connection.addTransceiver("audio").receiver,
          getSynchronizationSources: () => [{ timestamp: timestamps.now }],
        },
      },
    ],
    getStats() {
      asked += 1;
      return connection.getStats();
    },
  };
  const flow = createFlow(watched, clock);
  const look = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    flow.look();
    await clock.settle();
  };
  return { flow, look, fake: webRtc.connections[0], asked: () => asked };
}

it("asks no statistics while the receivers note new packets", async () => {
  const timestamps = { now: 1 };
  const { flow, look, asked } = setUp(timestamps);
  for (let round = 0; round < 10; round += 1) {
    timestamps.now += 400;
    await look(400);
  }
  expect(flow.silentMs()).toBe(0);
  expect(asked()).toBe(0);
});

it("believes the transport when the receivers note nothing, as for sound that no element plays", async () => {
  const { flow, look, fake } = setUp({ now: 0 });
  for (let round = 0; round < 10; round += 1) {
    if (fake) fake.packets += 5;
    await look(400);
    expect(flow.silentMs()).toBeLessThan(1_200);
  }
});

it("measures a silence, and forgets it", async () => {
  const { flow, look } = setUp({ now: 0 });
  for (let round = 0; round < 5; round += 1) await look(400);
  expect(flow.silentMs()).toBe(2_000);
  flow.reset();
  expect(flow.silentMs()).toBe(0);
});
