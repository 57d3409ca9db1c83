import { join } from "node:path";
import type { Page } from "playwright-core";
import type { PageParameters } from "../pages/shared/contract.ts";
import { openPage, type PageName, pageUrl } from "./call.ts";
import type { Side, Surroundings } from "./measure.ts";
import { createRoom } from "./servers/confab.ts";
import type { RunningServer } from "./servers/server.ts";
import { served, startServer } from "./servers/start-side.ts";
import { type BrowserOptions, type Camera, type RunningBrowser, startBrowser } from "./system/browser.ts";
import { servePages } from "./system/page-server.ts";

/** Two people about to talk. `joining` is the page whose button is pressed last and timed. */
export interface Meeting {
  readonly waiting: Page | null;
  readonly joining: Page;
  readonly browsers: readonly RunningBrowser[];
  close(): Promise<void>;
}

export interface MeetingOptions {
  readonly side: Side;
  readonly run: number;
  readonly picture: PageParameters["picture"];
  readonly camera: Camera;
  /** Both pages in one browser process tree, each with a window of its own. */
  readonly oneBrowser?: boolean;
}

/** Page server and servers of some sides, with which people can meet. */
export interface Arena {
  meet(options: MeetingOptions): Promise<Meeting>;
  close(): Promise<void>;
}

const pageNames: Readonly<Record<Side, PageName>> = {
  confab: "confab",
  peerjs: "peerjs",
  "simple-peer": "simple-peer",
  bare: "bare",
};

/** What the two pages of a side are told: first the waiting one's, then the joining one's. */
async function parametersOf(
  { side, run, picture }: MeetingOptions,
  server: RunningServer | null,
): Promise<readonly Partial<PageParameters>[]> {
  const room = `bench-${run}-${process.hrtime.bigint()}`;
  const common = { picture, server: server?.url ?? "", room };
  switch (side) {
    case "confab": {
      const invite = await createRoom(server?.url ?? "");
      return Array(2).fill({ ...common, room: invite.room, key: invite.guestKey });
    }
    case "peerjs":
      return [
        { ...common, me: `${room}-a`, other: "" },
        { ...common, me: `${room}-b`, other: `${room}-a` },
      ];
    case "simple-peer":
      return [common, common];
    case "bare":
      return [common];
  }
}

export async function openArena(sides: readonly Side[], surroundings: Surroundings): Promise<Arena> {
  const pages = await servePages(join(surroundings.cache, "pages"), "127.0.0.1");
  const servers = new Map<Side, RunningServer>();
  for (const side of served(sides)) {
    const origins = [`http://127.0.0.1:${pages.port}`];
    servers.set(side, await startServer(side, { ...surroundings, probe: false, origins }));
  }
  return {
    async meet(options) {
      const browserOptions: BrowserOptions = {
        cache: surroundings.cache,
        camera: options.camera,
        loopback: !surroundings.privateNetwork,
      };
      const urls = (await parametersOf(options, servers.get(options.side) ?? null)).map((parameters) =>
        pageUrl(`http://127.0.0.1:${pages.port}/`, pageNames[options.side], parameters),
      );
      const browsers: RunningBrowser[] = [];
      const close = async (): Promise<void> => {
        await Promise.all(browsers.map((browser) => browser.close()));
      };
      try {
        const opened: Page[] = [];
        for (const url of urls) {
          const shared = options.oneBrowser ? browsers[0] : undefined;
          const browser = shared ?? (await startBrowser(browserOptions));
          if (!shared) browsers.push(browser);
          const page = await browser.newPage();
          opened.push(page);
          await openPage(page, url);
        }
        const joining = opened.at(-1);
        if (!joining) throw new Error("nobody came");
        return { waiting: opened.length > 1 ? (opened[0] ?? null) : null, joining, browsers, close };
      } catch (reason) {
        await close();
        throw reason;
      }
    },
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
      await pages.close();
    },
  };
}
