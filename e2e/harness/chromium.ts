import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { trust } from "./trust.ts";
import { writeVoice } from "./voice.ts";

/** What a person's machine is like, as far as Chromium's command line and environment decide it. */
export interface Machine {
  /** Cameras, and as many microphones. The microphones beep each in its own way, the cameras move. */
  readonly devices: 0 | 3;
  /** File of a certificate authority that this machine's owner has come to trust. */
  readonly trusts?: string;
}

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** Ends the browser as a power cut would: no page hears of it. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/**
 * One Chromium, without the switches that hide what people meet: playing sound needs a gesture, permissions are the
 * browser's own, certificates are verified.
 */
export async function launchChromium(machine: Machine): Promise<LaunchedBrowser> {
  const scratch = await mkdtemp(join(tmpdir(), "confab-e2e-home-"));
  if (machine.trusts) await trust(scratch, machine.trusts);
  const fakes: string[] = [];
  if (machine.devices > 0) {
    const voice = join(scratch, "voice.wav");
    await writeVoice(voice);
    fakes.push(`--use-fake-device-for-media-stream=device-count=${machine.devices}`);
    fakes.push(`--use-file-for-fake-audio-capture=${voice}`);
  }
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    // Without a runtime directory no sound server is found, so that a machine without devices has none.
    env: { ...process.env, HOME: scratch, XDG_RUNTIME_DIR: scratch },
    args: [
      ...fakes,
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-gpu",
      "--no-first-run",
    ],
    ignoreDefaultArgs: ["--mute-audio"],
  });
  return {
    browser,
    async kill() {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const main = processInfo.find(({ type }) => type === "browser");
      if (!main) throw new Error("Chromium does not say which process it is");
      const gone = new Promise((resolve) => browser.once("disconnected", resolve));
      process.kill(main.id, "SIGKILL");
      await gone;
    },
    async close() {
      await browser.close();
      await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
