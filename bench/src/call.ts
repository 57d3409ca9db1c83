import type { Page } from "playwright-core";
import type { FirstFrame, PageParameters } from "../pages/shared/contract.ts";
import { sleep, until } from "./system/wait.ts";

export type PageName = "bare" | "bare-apart" | "peerjs" | "simple-peer" | "confab";

/** How someone presses the button: a mouse that first points at it, or the Enter key. */
export type Press = "mouse" | "keyboard";

/** Between pointing and pressing; people take longer. */
const pointingMs = 200;

/** Address of a page with its parameters. */
export function pageUrl(base: string, name: PageName, parameters: Partial<PageParameters>): string {
  const query = new URLSearchParams(Object.entries(parameters));
  return `${base}${name}/index.html?${query}`;
}

/** Opens a page and waits until its button can be pressed. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const state = await until("media and signalling ready", () =>
    page.evaluate(() => {
      if (window.bench?.error) return window.bench.error;
      return document.querySelector("button")?.disabled === false ? "ready" : null;
    }),
  );
  if (state !== "ready") throw new Error(`the page failed: ${state}`);
}

/** Presses Join as a person would, by events of the browser's input. */
export async function press(page: Page, how: Press): Promise<void> {
  if (how === "keyboard") {
    await page.focus("button");
    await page.keyboard.press("Enter");
    return;
  }
  const box = await page.locator("button").boundingBox();
  if (!box) throw new Error("the button is not to be seen");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await sleep(pointingMs);
  await page.mouse.down();
  await page.mouse.up();
}

/** Presses Join on a page that comes first, and waits until another can join it. */
export async function joinFirst(page: Page): Promise<void> {
  await press(page, "mouse");
  await until("the first page waits", () =>
    page.evaluate(() => {
      if (window.bench.error) throw new Error(window.bench.error);
      return window.bench.waiting;
    }),
  );
}

/** Waits for the first remote frame. */
export async function firstFrame(page: Page): Promise<FirstFrame> {
  try {
    return await until("a remote frame", () =>
      page.evaluate(() => {
        if (window.bench.error) throw new Error(window.bench.error);
        return window.bench.firstFrame;
      }),
    );
  } catch (reason) {
    const state = await page.evaluate(() => window.bench.describe()).catch(() => "page gone");
    throw new Error(`${reason instanceof Error ? reason.message : reason}; ${state}`);
  }
}
