import { join } from "node:path";
import type { Page } from "playwright-core";
import type { FirstFrame, PageParameters } from "../../pages/shared/contract.ts";
import { firstFrame, joinFirst, openPage, type PageName, pageUrl, press } from "../call.ts";
import type { Bench, Side } from "../measure.ts";
import { createRoom, startConfab } from "../servers/confab.ts";
import type { RunningServer } from "../servers/server.ts";
import { type Camera, type RunningBrowser, startBrowser } from "../system/browser.ts";
import { type Household, makeHousehold, routeBetweenHouseholds } from "../system/network.ts";
import { servePages } from "../system/page-server.ts";
import { sleep } from "../system/wait.ts";

const kbitPerSecond = 300;
const heardForMs = 5_000;

/** What came of the first seconds: audio made up here and at the other side, in percent. */
interface Heard {
  readonly here: number;
  readonly there: number;
  readonly frames: number;
  readonly first: FirstFrame;
}

/** Passes messages between the two pages of the bare pair, beside the narrow line. */
async function connectByHand(a: Page, b: Page): Promise<void> {
  const pass = async (from: Page, to: Page): Promise<void> => {
    await from.exposeFunction("benchSend", (message: string) =>
      to.evaluate((text) => window.benchReceive?.(text), message),
    );
  };
  await pass(a, b);
  await pass(b, a);
}

/** The first seconds of a call over a line that is too narrow for the picture. */
export const narrowLine: Bench = {
  name: "narrow-line",
  method:
    `Each person's browser is in a network namespace of its own; the joining one's is behind a line of ${kbitPerSecond} kbit/s each way ` +
    "(token bucket, 300 ms of queue). The microphone carries something like a voice without pauses. " +
    `Audio made up: concealedSamples by totalSamplesReceived of the joining page, ${heardForMs / 1000} s after the click. The bare pair ` +
    "is here two pages; its messages pass beside the line, Confab's over it.",
  figures: [
    {
      id: "narrow-line.concealed",
      title: "On 300 kbit/s: audio made up in the first 5 s",
      unit: "%",
      digits: 1,
      aim: { kind: "at-most", value: 5 },
    },
    {
      id: "narrow-line.sent-concealed",
      title: "The same, as the other side hears it",
      unit: "%",
      digits: 1,
    },
    { id: "narrow-line.ms", title: "On 300 kbit/s: click to first remote frame", unit: "ms", digits: 0 },
    {
      id: "narrow-line.first-width",
      title: "On 300 kbit/s: width of the first frame",
      unit: "px",
      digits: 0,
    },
    { id: "narrow-line.frames", title: "On 300 kbit/s: frames in the first 5 s", unit: "", digits: 0 },
    {
      id: "narrow-line.noisy-concealed",
      title: "On 300 kbit/s with the noisy picture: audio made up",
      unit: "%",
      digits: 1,
    },
    {
      id: "narrow-line.noisy-frames",
      title: "On 300 kbit/s with the noisy picture: frames in the first 5 s",
      unit: "",
      digits: 0,
    },
  ],
  async open(surroundings) {
    if (!surroundings.privateNetwork) throw new Error("needs a network namespace of its own");
    routeBetweenHouseholds();
    const wide = await makeHousehold(1, null);
    const narrow = await makeHousehold(2, kbitPerSecond);
    const pages = await servePages(join(surroundings.cache, "pages"), "0.0.0.0");
    const base = (home: Household): string => `http://${home.gateway}:${pages.port}/`;
    const sides: readonly Side[] = surroundings.sides.filter((side) => side === "confab" || side === "bare");
    const server: RunningServer | null = sides.includes("confab")
      ? await startConfab({
          ...surroundings,
          probe: false,
          everywhere: true,
          origins: [wide, narrow].map((home) => new URL(base(home)).origin),
        })
      : null;
    const close = async (): Promise<void> => {
      await server?.close();
      await pages.close();
      wide.close();
      narrow.close();
    };

    const parametersOf = async (side: Side): Promise<Partial<PageParameters>> => {
      if (!server || side !== "confab") return { picture: "camera" };
      const { room, guestKey } = await createRoom(server.url);
      return { picture: "camera", room, key: guestKey };
    };

    const converse = async (side: Side, camera: Camera, browsers: RunningBrowser[]): Promise<Heard> => {
      const name: PageName = side === "confab" ? "confab" : "bare-apart";
      const common = await parametersOf(side);
      const opened: Page[] = [];
      for (const [index, home] of [wide, narrow].entries()) {
        const browser = await startBrowser({
          cache: surroundings.cache,
          camera,
          prefix: home.prefix,
          loopback: false,
          trustedOrigins: [new URL(base(home)).origin],
        });
        browsers.push(browser);
        opened.push(await browser.newPage());
        const own = { me: index === 0 ? "first" : "second", server: server?.urlFrom(home.gateway) ?? "" };
        await openPage(opened[index] as Page, pageUrl(base(home), name, { ...common, ...own }));
      }
      const [waiting, joining] = opened;
      if (!waiting || !joining) throw new Error("nobody came");
      if (side === "bare") await connectByHand(waiting, joining);
      await joinFirst(waiting);
      await press(joining, "mouse");
      await sleep(heardForMs);
      const madeUp = async (page: Page): Promise<number> => {
        const { total, concealed } = await page.evaluate(() => window.bench.audio());
        if (total === 0) throw new Error("no audio");
        return (100 * concealed) / total;
      };
      const [here, there] = await Promise.all([madeUp(joining), madeUp(waiting)]);
      const frames = await joining.evaluate(() => window.bench.frames);
      const first = await firstFrame(joining);
      return { here, there, frames, first };
    };

    const once = async (side: Side, camera: Camera): Promise<Heard> => {
      const browsers: RunningBrowser[] = [];
      try {
        return await converse(side, camera, browsers);
      } finally {
        await Promise.all(browsers.map((browser) => browser.close()));
      }
    };

    return {
      sides,
      async measure(side) {
        const plain = await once(side, "plain");
        const noisy = await once(side, "noisy");
        return [
          { figure: "narrow-line.concealed", side, value: plain.here },
          { figure: "narrow-line.sent-concealed", side, value: plain.there },
          { figure: "narrow-line.ms", side, value: plain.first.ms },
          { figure: "narrow-line.first-width", side, value: plain.first.width },
          { figure: "narrow-line.frames", side, value: plain.frames },
          { figure: "narrow-line.noisy-concealed", side, value: noisy.here },
          { figure: "narrow-line.noisy-frames", side, value: noisy.frames },
        ];
      },
      close,
    };
  },
};
