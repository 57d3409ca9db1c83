import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createFakeWebRtc } from "../testing/fake-web-rtc.ts";
import { seeded } from "../testing/random.ts";
import { createLink, type Link, type Step } from "./link.ts";

const noTracks = { microphone: null, camera: null };

/** One generation, without a rebuild to save it: every mistake in a round stays visible to the end. */
async function run(seed: number): Promise<void> {
  const random = seeded(seed);
  const clock = createFakeClock();
  const webRtc = createFakeWebRtc({ clock, delay: () => Math.floor(random() * 6) });
  const broken: unknown[] = [];
  const weather = { loss: 0.25, repeat: 0.3, longestMs: 2_000 };

  const makeLink = (): Link =>
    createLink({ webRtc, clock, videoCodecs: undefined }, { configuration: {}, tracks: noTracks, people: 2 });
  const links = [makeLink(), makeLink()] as const;
  const connect = (from: Link, to: Link, polite: boolean): void => {
    const send = (step: Step): void => {
      const copies = random() < weather.loss ? 0 : random() < weather.repeat ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        clock.after(random() * weather.longestMs, () => to.receive(structuredClone(step)));
      }
    };
    from.bind({ send, state: () => {}, broken: (error) => void broken.push(error) }, polite);
  };
  const [one, other] = links;
  connect(one, other, true);
  connect(other, one, false);
  void one.offer();
  if (random() < 0.3) void other.offer();

  for (let step = 0; step < 25; step += 1) {
    const link = random() < 0.5 ? one : other;
    if (link.agreements > 0) link.restart();
    await clock.advance(Math.floor(random() * 2_500));
  }
  Object.assign(weather, { loss: 0, repeat: 0, longestMs: 5 });
  await clock.advance(20_000);

  expect(broken, `seed ${seed}`).toEqual([]);
  for (const { connection } of links) expect(connection.signalingState, `seed ${seed}`).toBe("stable");
  expect(
    webRtc.connections.map((connection) => connection.isPaired()),
    `seed ${seed}`,
  ).toEqual([true, true]);
}

describe("two ends of one generation over a channel that loses, repeats and reorders", () => {
  it("[N5] agree in the end, whoever restarts, and never meet a description that does not fit", async () => {
    for (let seed = 1; seed <= 150; seed += 1) await run(seed);
  }, 120_000);
});
