import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { FakeTrack } from "../testing/fake-track.ts";
import { createFakeWebRtc } from "../testing/fake-web-rtc.ts";
import { createLink, type Link, type Step } from "./link.ts";
import type { Transceiver } from "./peer-connection.ts";

/** Two links that talk to each other; the first one offers. */
async function connected(rejects?: "video") {
  const clock = createFakeClock();
  const webRtc = createFakeWebRtc({ clock, ...(rejects ? { rejects } : {}) });
  const camera = new FakeTrack("video", { height: 720 });
  const make = (): Link =>
    createLink(
      { webRtc, clock, videoCodecs: undefined },
      { configuration: {}, tracks: { microphone: null, camera }, people: 2 },
    );
  const [one, other] = [make(), make()];
  const bind = (from: Link, to: Link, polite: boolean): void =>
    from.bind(
      {
        send: (step: Step) => void clock.after(1, () => to.receive(step)),
        state: () => {},
        broken: () => {},
      },
      polite,
    );
  bind(one, other, true);
  bind(other, one, false);
  await one.offer();
  await clock.advance(50);
  const cameraOf = (link: Link): Transceiver | undefined =>
    link.connection.getTransceivers().find(({ receiver }) => receiver.track.kind === "video");
  const encoding = (link: Link) => cameraOf(link)?.sender.getParameters().encodings[0];
  return { clock, one, other, camera, cameraOf, encoding };
}

describe("publishing", () => {
  it("starts gently on both ends, and gives the full picture 1.5 s after the media began", async () => {
    const { clock, one, other, encoding } = await connected();
    for (const link of [one, other]) {
      expect(encoding(link)).toMatchObject({ scaleResolutionDownBy: 2, maxBitrate: 1_700_000 });
    }
    await clock.advance(1_600);
    for (const link of [one, other]) expect(encoding(link)).toMatchObject({ scaleResolutionDownBy: 1 });
  });

  it("keeps to the budget of more people, and comes back from it", async () => {
    const { clock, one, encoding } = await connected();
    await clock.advance(1_600);
    one.limit(3);
    await clock.settle();
    expect(encoding(one)).toMatchObject({ scaleResolutionDownBy: 2, maxBitrate: 600_000 });
    one.limit(2);
    await clock.settle();
    expect(encoding(one)).toMatchObject({ scaleResolutionDownBy: 1, maxBitrate: 1_700_000 });
  });

  it("switches sources without negotiating", async () => {
    const { clock, one, camera, cameraOf } = await connected();
    expect(cameraOf(one)?.sender.track).toBe(camera);
    one.replace("camera", null);
    await clock.advance(100);
    expect(cameraOf(one)?.sender.track).toBeNull();
    const next = new FakeTrack("video", { height: 360 });
    one.replace("camera", next);
    await clock.advance(100);
    expect(cameraOf(one)?.sender.track).toBe(next);
    expect(one.agreements).toBe(1);
  });

  it("sends on both ends what was on before the offer came", async () => {
    const { other, camera, cameraOf } = await connected();
    expect(cameraOf(other)?.sender.track).toBe(camera);
    expect(cameraOf(other)?.direction).toBe("sendrecv");
  });

  it("keeps audio, and says so, when the two ends share no video codec", async () => {
    const { one, other } = await connected("video");
    for (const link of [one, other]) {
      expect(link.audioOnly).toBe(true);
      expect([...link.tracks().keys()]).toEqual(["microphone"]);
    }
  });
});
