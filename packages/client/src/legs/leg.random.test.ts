import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createFakeWebRtc } from "../testing/fake-web-rtc.ts";
import { participant } from "../testing/participant.ts";
import { seeded } from "../testing/random.ts";
import { createLeg, type Leg, type ReceivedStep } from "./leg.ts";

/** Channel of one direction that loses, repeats and reorders, until it is told to stop that. */
interface Weather {
  loss: number;
  repeat: number;
  longestMs: number;
}

interface End {
  readonly id: string;
  leg: Leg | null;
  life: number;
}

async function run(seed: number): Promise<void> {
  const random = seeded(seed);
  const clock = createFakeClock();
  const webRtc = createFakeWebRtc({ clock, delay: () => Math.floor(random() * 4) });
  const weather: Weather = { loss: 0.3, repeat: 0.2, longestMs: 300 };
  function load(me: End, other: End, offers: boolean): void {
    me.leg?.close();
    me.leg = createLeg(
      {
        webRtc,
        clock,
        videoCodecs: undefined,
        self: participant(me.id).id,
        configuration: () => ({}),
        tracks: () => ({ microphone: null, camera: null }),
        people: () => 2,
        online: () => true,
        changed: () => {},
        reached: () => {},
        send(step) {
          const { to: _, life, ...rest } = step;
          // As the server does: what is meant for a former life is refused, and the sender's own life is put in.
          if (life !== other.life) return;
          const received: ReceivedStep = { ...rest, life: me.life };
          const copies = random() < weather.loss ? 0 : random() < weather.repeat ? 2 : 1;
          for (let copy = 0; copy < copies; copy += 1) {
            clock.after(random() * weather.longestMs, () => {
              if (life === other.life) other.leg?.receive(structuredClone(received));
            });
          }
        },
      },
      participant(other.id, { life: other.life }),
      offers ? "offer" : "await",
    );
  }

  const a: End = { id: "a", life: 1, leg: null };
  const b: End = { id: "b", life: 1, leg: null };
  load(a, b, false);
  load(b, a, true);

  function tick(): void {
    a.leg?.tick();
    b.leg?.tick();
    webRtc.flow();
    clock.after(400, tick);
  }
  tick();

  const actions: (() => void)[] = [
    () => a.leg?.nudge(),
    () => b.leg?.nudge(),
    () => a.leg?.link?.restart(),
    () => b.leg?.link?.restart(),
    () => webRtc.setNetwork(false),
    () => webRtc.setNetwork(true),
    () => {
      // A page is loaded anew: its leg is gone, and it offers.
      const [me, other] = random() < 0.5 ? [a, b] : [b, a];
      me.life += 1;
      load(me, other, true);
      const { life } = me;
      clock.after(random() * weather.longestMs, () => other.leg?.update(participant(me.id, { life })));
    },
  ];
  for (let step = 0; step < 30; step += 1) {
    const action = actions[Math.floor(random() * actions.length)];
    action?.();
    await clock.advance(Math.floor(random() * 4_000));
  }

  Object.assign(weather, { loss: 0, repeat: 0, longestMs: 5 });
  webRtc.setNetwork(true);
  await clock.advance(90_000);

  const state = [a, b].map(({ leg }) => ({
    generation: leg?.generation,
    signaling: leg?.link?.connection.signalingState,
    kind: leg?.view().state.kind,
    media: leg?.link?.connection.getTransceivers().length,
  }));
  expect(state[0], `seed ${seed}`).toEqual(state[1]);
  expect(state[0], `seed ${seed}`).toMatchObject({ signaling: "stable", kind: "connected", media: 2 });
  const open = webRtc.connections.filter(({ closed }) => !closed);
  expect(open.length, `seed ${seed}`).toBe(2);
  expect(
    open.every((connection) => connection.isPaired()),
    `seed ${seed}`,
  ).toBe(true);
}

describe("two legs over a channel that loses, repeats and reorders", () => {
  it("[N5] [N6] [N7] end stable in one generation, whatever was restarted, rebuilt or loaded anew", async () => {
    for (let seed = 1; seed <= 60; seed += 1) await run(seed);
  }, 120_000);
});
