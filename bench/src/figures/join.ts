import type { FirstFrame } from "../../pages/shared/contract.ts";
import { openArena } from "../arena.ts";
import { firstFrame, joinFirst, type Press, press } from "../call.ts";
import type { Bench, Side } from "../measure.ts";
import type { Camera } from "../system/browser.ts";
import { sleep } from "../system/wait.ts";

interface Joined {
  readonly first: FirstFrame;
  /** Width of the picture, in pixels, when it was to be waited for. */
  readonly laterWidth: number | null;
}

const laterMs = 5_000;

/** From the click on Join to the first decoded frame of the other. */
export const join: Bench = {
  name: "join",
  method:
    "Two headless Chromium processes, started anew for each reading; camera and microphone run and signalling is connected " +
    "before the click. The second person joins the first. The clock starts with the click event of a real mouse " +
    "that pointed at the button for 200 ms, and stops in requestVideoFrameCallback of the remote video in the same page. " +
    "Both capture 1280x720. The plain picture is that of Chromium's fake camera, 20 frames a second, which compresses to next to nothing; " +
    "the noisy one is a generated film of 30 frames a second with texture, movement and grain. The bare pair is two " +
    "RTCPeerConnections in one page with nothing in between.",
  figures: [
    { id: "join.ms", title: "Click on Join to first remote frame", unit: "ms", digits: 0 },
    {
      id: "join.ratio",
      title: "The same, by the bare pair's",
      unit: "",
      digits: 2,
      aim: { kind: "at-most", value: 0.55 },
      ratio: { of: "join.ms", to: "bare" },
    },
    { id: "join.ice-ms", title: "Of it until ICE has a path", unit: "ms", digits: 0 },
    { id: "join.dtls-ms", title: "Of it until DTLS is done", unit: "ms", digits: 0 },
    { id: "join.keyboard-ms", title: "With the Enter key: nobody points first", unit: "ms", digits: 0 },
    { id: "join.noisy-ms", title: "With the noisy picture", unit: "ms", digits: 0 },
    {
      id: "join.noisy-ratio",
      title: "The same, by the bare pair's",
      unit: "",
      digits: 2,
      ratio: { of: "join.noisy-ms", to: "bare" },
    },
    {
      id: "join.first-width",
      title: "Width of the first frame, noisy picture",
      unit: "px",
      digits: 0,
      aim: { kind: "at-least", value: 640 },
    },
    {
      id: "join.later-width",
      title: "Width after 5 s, noisy picture",
      unit: "px",
      digits: 0,
      aim: { kind: "at-least", value: 1280 },
    },
  ],
  async open(surroundings) {
    const { sides } = surroundings;
    const arena = await openArena(sides, surroundings);
    const once = async (
      side: Side,
      run: number,
      { how, camera, later }: { how: Press; camera: Camera; later: boolean },
    ): Promise<Joined> => {
      const meeting = await arena.meet({ side, run, picture: "camera", camera });
      try {
        if (meeting.waiting) await joinFirst(meeting.waiting);
        await press(meeting.joining, how);
        const first = await firstFrame(meeting.joining);
        if (!later) return { first, laterWidth: null };
        await sleep(laterMs - first.ms);
        return { first, laterWidth: await meeting.joining.evaluate(() => window.bench.width) };
      } finally {
        await meeting.close();
      }
    };
    return {
      sides,
      async measure(side, run) {
        const plain = await once(side, run, { how: "mouse", camera: "plain", later: false });
        const keyboard = await once(side, run, { how: "keyboard", camera: "plain", later: false });
        const noisy = await once(side, run, { how: "mouse", camera: "noisy", later: true });
        const values: Readonly<Record<string, number | null>> = {
          "join.ms": plain.first.ms,
          "join.ice-ms": plain.first.iceMs,
          "join.dtls-ms": plain.first.dtlsMs,
          "join.keyboard-ms": keyboard.first.ms,
          "join.noisy-ms": noisy.first.ms,
          "join.first-width": noisy.first.width,
          "join.later-width": noisy.laterWidth,
        };
        return Object.entries(values).flatMap(([figure, value]) =>
          value === null ? [] : [{ figure, side, value }],
        );
      },
      close: arena.close,
    };
  },
};
