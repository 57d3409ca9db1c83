import type { Candidate, Description } from "@confab/protocol";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createFakeWebRtc } from "../testing/fake-web-rtc.ts";
import { createLink, type Link, type Step } from "./link.ts";

const noTracks = { microphone: null, camera: null };

/** Two links, and what each has sent; nothing arrives unless a test lets it. */
function pair() {
  const clock = createFakeClock();
  const webRtc = createFakeWebRtc({ clock });
  const broken: unknown[] = [];
  const make = (polite: boolean): { link: Link; sent: Step[] } => {
    const sent: Step[] = [];
    const link = createLink(
      { webRtc, clock, videoCodecs: undefined },
      { configuration: {}, tracks: noTracks, people: 2 },
    );
    link.bind(
      { send: (step) => void sent.push(step), state: () => {}, broken: (error) => void broken.push(error) },
      polite,
    );
    return { link, sent };
  };
  const polite = make(true);
  const impolite = make(false);
  const deliver = async (from: { sent: Step[] }, to: { link: Link }): Promise<void> => {
    for (const step of from.sent.splice(0)) to.link.receive(step);
    await clock.advance(5);
  };
  return { clock, webRtc, polite, impolite, deliver, broken };
}

const description = (steps: readonly Step[]): Description | undefined =>
  steps.find((step) => step.description)?.description;

describe("negotiation", () => {
  it("agrees in one round trip, and says what each section carries", async () => {
    const { clock, polite, impolite, deliver } = pair();
    await polite.link.offer();
    await clock.advance(5);
    expect(description(polite.sent)).toMatchObject({
      type: "offer",
      round: 1,
      tracks: { 0: "microphone", 1: "camera" },
    });
    await deliver(polite, impolite);
    expect(description(impolite.sent)).toMatchObject({ type: "answer", round: 1 });
    await deliver(impolite, polite);
    expect(polite.link.agreements).toBe(1);
    expect([...polite.link.tracks().keys()]).toEqual(["microphone", "camera"]);
    expect([...impolite.link.tracks().keys()]).toEqual(["microphone", "camera"]);
    await clock.advance(100);
    expect(polite.link.connection.connectionState).toBe("connected");
  });

  it("[N5] lets the polite end give way when two first offers cross, without a second pair of sections", async () => {
    const { clock, polite, impolite, deliver, broken } = pair();
    await Promise.all([polite.link.offer(), impolite.link.offer()]);
    await clock.advance(5);
    const early = polite.sent.splice(0);
    await deliver(impolite, polite);
    for (const step of early) impolite.link.receive(step);
    await deliver(polite, impolite);
    await clock.advance(10_000);
    await deliver(impolite, polite);
    expect(broken).toEqual([]);
    for (const { link } of [polite, impolite]) {
      expect(link.connection.signalingState).toBe("stable");
      expect(link.connection.getTransceivers()).toHaveLength(2);
      expect(link.connection.connectionState).toBe("connected");
    }
  });

  it("repeats an offer that nobody answers, and answers a repeated offer with the same answer", async () => {
    const { clock, polite, impolite, deliver } = pair();
    await polite.link.offer();
    await clock.advance(5);
    polite.sent.splice(0);
    await clock.advance(3_100);
    expect(description(polite.sent)?.round).toBe(1);
    await deliver(polite, impolite);
    const lost = description(impolite.sent.splice(0));
    polite.link.resend();
    await clock.advance(1);
    await deliver(polite, impolite);
    expect(description(impolite.sent)).toEqual(lost);
    expect(impolite.link.agreements).toBe(1);
    await deliver(impolite, polite);
    expect(polite.link.agreements).toBe(1);
  });

  it("drops the answer to an offer that is over", async () => {
    const { clock, polite, impolite, deliver, broken } = pair();
    await polite.link.offer();
    await clock.advance(5);
    await deliver(polite, impolite);
    const [answer] = impolite.sent;
    await deliver(impolite, polite);
    polite.link.restart();
    await clock.advance(5);
    expect(polite.link.connection.signalingState).toBe("have-local-offer");
    if (answer) polite.link.receive(answer);
    await clock.advance(5);
    expect(polite.link.connection.signalingState).toBe("have-local-offer");
    expect(broken).toEqual([]);
  });

  it("keeps candidates until the description that they belong to has been applied", async () => {
    const { clock, polite, impolite, broken } = pair();
    await polite.link.offer();
    await clock.advance(20);
    const candidates = polite.sent.flatMap((step): Candidate[] => step.candidates ?? []);
    expect(candidates.length).toBeGreaterThan(0);
    impolite.link.receive({ candidates });
    const offer = description(polite.sent);
    if (offer) impolite.link.receive({ description: offer });
    await clock.advance(5);
    expect(impolite.link.agreements).toBe(1);
    expect(broken).toEqual([]);
  });

  it("reports a description that can't be applied", async () => {
    const { clock, polite, broken } = pair();
    await polite.link.offer();
    polite.link.connection.setRemoteDescription = () =>
      Promise.reject(new DOMException("No", "InvalidAccessError"));
    polite.link.receive({ description: { type: "answer", sdp: "v=0\r\n", round: 1 } });
    await clock.advance(5);
    expect(broken).toHaveLength(1);
  });
});
