import type { Page } from "playwright-core";
import type { Bench, Surroundings } from "../measure.ts";
import { installWatch } from "../page-watch.ts";
import { createRoom, startConfab } from "../servers/confab.ts";
import { type RunningBrowser, startBrowser } from "../system/browser.ts";
import { sleep, until } from "../system/wait.ts";

const joinText = "Join now";
const settleMs = 1_500;
const talkMs = 2_000;

/** An empty window with a renderer behind it, as a browser has that has been running for a while. */
async function emptyWindow(browser: RunningBrowser): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript(installWatch, joinText);
  await page.goto("about:blank");
  return page;
}

function firstFrames(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(() => window.benchWatch.firstFrames);
}

async function join(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.getByRole("button", { name: joinText, exact: true }).click();
}

/** Time of day of the first frame of a remote track that is not among the known ones. */
function newFrame(page: Page, known: Readonly<Record<string, number>>): Promise<number> {
  return until("a frame of a new track", async () => {
    const fresh = Object.entries(await firstFrames(page)).filter(([track]) => !(track in known));
    return fresh[0]?.[1] ?? null;
  });
}

async function reload(waiting: Page, reloading: Page): Promise<number> {
  const known = await firstFrames(waiting);
  await reloading.reload({ waitUntil: "commit" });
  const start = await reloading.evaluate(() => performance.timeOrigin);
  const both = await Promise.all([newFrame(waiting, known), newFrame(reloading, {})]);
  return Math.max(...both) - start;
}

/** The room app as the server serves it. */
export const roomApp: Bench = {
  name: "room-app",
  method:
    "The room app as the built server serves it, in browsers that are started anew for each reading and have an empty window open, with empty caches, camera and " +
    "microphone permitted. Usable: from the start of the navigation to the frame in which the Join button is there and enabled. Reload: one " +
    "of two in a call reloads the page; from the start of that navigation to the first frame of a new track on both " +
    "sides, whichever is later.",
  figures: [
    {
      id: "room-app.usable",
      title: "Link opened to usable join page",
      unit: "ms",
      digits: 0,
      aim: { kind: "at-most", value: 300 },
    },
    { id: "room-app.own-picture", title: "Link opened to own picture", unit: "ms", digits: 0 },
    {
      id: "room-app.reload",
      title: "Reload in a call to both seeing each other",
      unit: "ms",
      digits: 0,
      aim: { kind: "at-most", value: 500 },
    },
  ],
  async open(surroundings: Surroundings) {
    const server = await startConfab({ ...surroundings, probe: false });
    const browserOptions = {
      ...surroundings,
      camera: "plain" as const,
      loopback: !surroundings.privateNetwork,
    };
    return {
      sides: surroundings.sides.filter((side) => side === "confab"),
      async measure(side) {
        const { room, guestKey } = await createRoom(server.url);
        const link = `${server.url}r/${room}#${guestKey}`;
        const browsers = [await startBrowser(browserOptions), await startBrowser(browserOptions)] as const;
        try {
          const [a, b] = [await emptyWindow(browsers[0]), await emptyWindow(browsers[1])];
          await a.goto(link);
          await join(a, "Ada");
          await sleep(settleMs);
          await b.goto(link);
          const usable = await until("a usable page", () => b.evaluate(() => window.benchWatch.usableMs));
          const own = await until("an own picture", () => b.evaluate(() => window.benchWatch.ownPictureMs));
          await join(b, "Grace");
          await Promise.all([newFrame(a, {}), newFrame(b, {})]);
          await sleep(talkMs);
          return [
            { figure: "room-app.usable", side, value: usable },
            { figure: "room-app.own-picture", side, value: own },
            { figure: "room-app.reload", side, value: await reload(a, b) },
          ];
        } finally {
          await Promise.all(browsers.map((browser) => browser.close()));
        }
      },
      close: server.close,
    };
  },
};
