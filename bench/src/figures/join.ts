import { openArena } from "../arena.ts";
import { firstFrame, joinFirst, press } from "../call.ts";
import type { Bench, Side } from "../measure.ts";
import { sleep } from "../system/wait.ts";

/** From the click on Join to the first decoded frame of the other. */
export const join: Bench = {
  name: "join",
  method:
    "Two headless Chromium processes, started anew for each reading; camera and microphone run and signalling is connected " +
    "before the click. The second person joins the first. The clock starts with the click event of a real mouse " +
    "that pointed at the button for 200 ms, and stops in requestVideoFrameCallback of the remote video in the same page. " +
    "The camera shows a generated noisy picture, 1280x720 at 30 frames a second. The bare pair is two " +
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
    {
      id: "join.keyboard-ms",
      title: "The same with the Enter key: nobody points first",
      unit: "ms",
      digits: 0,
    },
    {
      id: "join.first-width",
      title: "Width of the first frame",
      unit: "px",
      digits: 0,
      aim: { kind: "at-least", value: 640 },
    },
    {
      id: "join.later-width",
      title: "Width after 5 s",
      unit: "px",
      digits: 0,
      aim: { kind: "at-least", value: 1280 },
    },
  ],
  async open(surroundings) {
    const { sides } = surroundings;
    const arena = await openArena(sides, surroundings);
    const once = async (side: Side, run: number, how: "mouse" | "keyboard") => {
      const meeting = await arena.meet({ side, run, picture: "camera" });
      try {
        if (meeting.waiting) await joinFirst(meeting.waiting);
        await press(meeting.joining, how);
        const first = await firstFrame(meeting.joining);
        if (how === "keyboard") return { first, laterWidth: 0 };
        await sleep(5_000 - first.ms);
        return { first, laterWidth: await meeting.joining.evaluate(() => window.bench.width) };
      } finally {
        await meeting.close();
      }
    };
    return {
      sides,
      async measure(side, run) {
        const mouse = await once(side, run, "mouse");
        const { iceMs, dtlsMs } = mouse.first;
        const keyboard = await once(side, run, "keyboard");
        return [
          { figure: "join.ms", side, value: mouse.first.ms },
          ...(iceMs === null ? [] : [{ figure: "join.ice-ms", side, value: iceMs }]),
          ...(dtlsMs === null ? [] : [{ figure: "join.dtls-ms", side, value: dtlsMs }]),
          { figure: "join.first-width", side, value: mouse.first.width },
          { figure: "join.later-width", side, value: mouse.laterWidth },
          { figure: "join.keyboard-ms", side, value: keyboard.first.ms },
        ];
      },
      close: arena.close,
    };
  },
};
