import type { BrowserContext, Page } from "@playwright/test";
import type { LaunchedBrowser } from "./chromium.ts";
import type { Probed } from "./media.ts";
import { installProbe, type OutageSample, type ProbeOptions } from "./probe.ts";
import { type Watch, watch } from "./watch.ts";

/** What the person answers, or has once answered, when the browser asks for camera and microphone. */
export type Permission = "granted" | "unasked" | "denied";

export interface PersonOptions extends ProbeOptions {
  readonly permission?: Permission;
  readonly colorScheme?: "light" | "dark";
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Runs in every page of this person before the page's own scripts, to take things away from the browser. */
  readonly without?: () => void;
}

/** Somebody with a Chromium of their own. */
export interface Person extends Probed {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
  readonly machine: LaunchedBrowser;
  /** Names, enabled states and kinds of the captured tracks that have not ended: while a camera track lives, its light is on. */
  liveTracks(): Promise<{ kind: string; enabled: boolean; label: string }[]>;
  startSampling(everyMs: number): Promise<void>;
  stopSampling(): Promise<OutageSample[]>;
}

/** Playwright denies whatever it is not told to grant, unless it is told nothing; a headless browser then refuses at the first question. */
const granted: Readonly<Record<Permission, readonly string[] | null>> = {
  granted: ["camera", "microphone", "clipboard-read", "clipboard-write"],
  denied: ["clipboard-read", "clipboard-write"],
  unasked: null,
};

/** Gives a page the person's probe; used for the first page and for every other tab. */
export function probed(label: string, page: Page): Probed {
  return {
    label,
    connections: () => page.evaluate(() => window.confabProbe.connections()),
    pictures: () => page.evaluate(() => window.confabProbe.pictures()),
    sound: () => page.evaluate(() => window.confabProbe.sound()),
  };
}

export async function person(
  label: string,
  machine: LaunchedBrowser,
  hosts: readonly string[],
  options: PersonOptions = {},
): Promise<Person> {
  const permissions = granted[options.permission ?? "granted"];
  const context = await machine.browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? "light",
    ...(permissions ? { permissions: [...permissions] } : {}),
  });
  const { forceTransport } = options;
  await context.addInitScript(installProbe, forceTransport ? { forceTransport } : {});
  if (options.without) await context.addInitScript(options.without);
  const watching = watch(context, hosts);
  const page = await context.newPage();
  return {
    ...probed(label, page),
    context,
    page,
    watch: watching,
    machine,
    liveTracks: () => page.evaluate(() => window.confabProbe.liveTracks()),
    startSampling: (everyMs) => page.evaluate((every) => window.confabProbe.startSampling(every), everyMs),
    stopSampling: () => page.evaluate(() => window.confabProbe.stopSampling()),
  };
}
