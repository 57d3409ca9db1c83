import { type Meeting, openArena } from "../arena.ts";
import { firstFrame, joinFirst, press } from "../call.ts";
import type { Bench, Side } from "../measure.ts";
import { quantile } from "../report/statistics.ts";
import { spentMs, treeCpuMs } from "../system/processes.ts";
import { sleep, until } from "../system/wait.ts";

const fullWidth = 1280;
const settleMs = 2_000;
const measuredMs = 15_000;

/** Joins, and waits until both see the full width, so that all are compared at the same size. */
async function converse({ waiting, joining }: Meeting): Promise<void> {
  if (waiting) await joinFirst(waiting);
  await press(joining, "mouse");
  await firstFrame(joining);
  for (const page of waiting ? [joining, waiting] : [joining]) {
    await until("full width", async () => (await page.evaluate(() => window.bench.width)) === fullWidth, {
      everyMs: 500,
      limitMs: 90_000,
    });
  }
  await sleep(settleMs);
}

/** What a call costs while it lasts, and how late its picture is. */
export const callCost: Bench = {
  name: "call-cost",
  method:
    "A call of two with 1280x720 both ways, once both see the full width (the bare pair takes half a minute to get there). " +
    `Latency: the camera is a canvas with the time of day painted into it as squares; the other page reads it back from each remote frame in ` +
    `requestVideoFrameCallback; median of ${measuredMs / 1000} s. CPU: Chromium's plain camera picture, so that two cores are enough for all frames; ${measuredMs / 1000} s, whole ` +
    "browser process tree from /proc. Both pages are windows of one browser, as the bare pair is one page of one browser; " +
    "all show two own and two remote pictures altogether.",
  figures: [
    { id: "call-cost.latency", title: "Age of the remote picture", unit: "ms", digits: 0 },
    {
      id: "call-cost.latency-ratio",
      title: "The same, by the bare pair's",
      unit: "",
      digits: 2,
      aim: { kind: "at-most", value: 1.1 },
      ratio: { of: "call-cost.latency", to: "bare" },
    },
    { id: "call-cost.cpu", title: "Browser CPU in a call, both people", unit: "% of a core", digits: 0 },
    {
      id: "call-cost.cpu-ratio",
      title: "The same, by the bare pair's",
      unit: "",
      digits: 2,
      aim: { kind: "at-most", value: 1.2 },
      ratio: { of: "call-cost.cpu", to: "bare" },
    },
    { id: "call-cost.fps", title: "Remote frames a second meanwhile", unit: "", digits: 1 },
  ],
  async open(surroundings) {
    const sides: readonly Side[] = surroundings.sides.filter((side) => side === "confab" || side === "bare");
    const arena = await openArena(sides, surroundings);
    const latency = async (side: Side, run: number): Promise<number> => {
      const meeting = await arena.meet({ side, run, picture: "clock", camera: "plain", oneBrowser: true });
      try {
        await converse(meeting);
        const before = await meeting.joining.evaluate(() => window.bench.ages.length);
        await sleep(measuredMs);
        const ages = await meeting.joining.evaluate((from) => window.bench.ages.slice(from), before);
        if (ages.length < measuredMs / 100) throw new Error(`only ${ages.length} pictures could be read`);
        return quantile(ages, 0.5);
      } finally {
        await meeting.close();
      }
    };
    const cpu = async (side: Side, run: number): Promise<{ share: number; fps: number }> => {
      const meeting = await arena.meet({ side, run, picture: "camera", camera: "plain", oneBrowser: true });
      try {
        await converse(meeting);
        const roots = meeting.browsers.map((browser) => browser.pid);
        const frames = (): Promise<number> => meeting.joining.evaluate(() => window.bench.frames);
        const [framesBefore, cpuBefore, from] = [await frames(), treeCpuMs(roots), performance.now()];
        await sleep(measuredMs);
        const wall = performance.now() - from;
        const share = (100 * spentMs(cpuBefore, treeCpuMs(roots))) / wall;
        return { share, fps: ((await frames()) - framesBefore) / (wall / 1000) };
      } finally {
        await meeting.close();
      }
    };
    return {
      sides,
      async measure(side, run) {
        const age = await latency(side, run);
        const { share, fps } = await cpu(side, run);
        return [
          { figure: "call-cost.latency", side, value: age },
          { figure: "call-cost.cpu", side, value: share },
          { figure: "call-cost.fps", side, value: fps },
        ];
      },
      close: arena.close,
    };
  },
};
