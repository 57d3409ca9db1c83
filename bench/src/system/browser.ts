import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { writeNoiseVideo } from "./noise-video.ts";
import { writeVoiceAudio } from "./voice-audio.ts";

const executable = "/usr/bin/chromium";

/** A browser; `pid` is the root of its process tree. */
export interface RunningBrowser {
  readonly pid: number;
  /** A page in a fresh context with a window of its own. */
  newPage(): Promise<Page>;
  version(): string;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * What the fake camera shows, 1280x720: Chromium's own picture (a pie chart on green at 20 frames a second, which compresses to
 * nothing) or the generated noisy one at 30.
 */
export type Camera = "plain" | "noisy";

export interface BrowserOptions {
  readonly cache: string;
  readonly camera: Camera;
  /** Shell words that the browser is started with, such as `nsenter --net=...`. */
  readonly prefix?: string;
  /** Candidates of 127.0.0.1 are wanted, since the machine may have no other address. */
  readonly loopback: boolean;
  /** Plain HTTP origins that may use the camera all the same. */
  readonly trustedOrigins?: readonly string[];
}

/**
 * The browser is started by a script that notes its process id and then becomes the browser: Playwright tells the
 * id only of browsers that it serves over a socket.
 */
function writeLauncher(folder: string, prefix: string): { script: string; pidFile: string } {
  mkdirSync(folder, { recursive: true });
  const script = join(folder, `launch-${process.hrtime.bigint()}.sh`);
  const pidFile = `${script}.pid`;
  writeFileSync(script, `#!/bin/sh\necho $$ > ${pidFile}\nexec ${prefix} ${executable} "$@"\n`, {
    mode: 0o755,
  });
  return { script, pidFile };
}

export async function startBrowser(options: BrowserOptions): Promise<RunningBrowser> {
  const media = join(options.cache, "media");
  mkdirSync(media, { recursive: true });
  const video = join(media, "camera-2.y4m");
  const audio = join(media, "microphone-1.wav");
  writeNoiseVideo(video);
  writeVoiceAudio(audio);
  const { script, pidFile } = writeLauncher(join(options.cache, "launch"), options.prefix ?? "");
  const browser = await chromium.launch({
    executablePath: script,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    // Lets sounds of the page through, so that audio is decoded and counted as for a person who listens.
    ignoreDefaultArgs: ["--mute-audio"],
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--use-fake-device-for-media-stream",
      ...(options.camera === "noisy" ? [`--use-file-for-fake-video-capture=${video}`] : []),
      `--use-file-for-fake-audio-capture=${audio}`,
      ...(options.loopback ? ["--allow-loopback-in-peer-connection"] : []),
      ...(options.trustedOrigins
        ? [`--unsafely-treat-insecure-origin-as-secure=${options.trustedOrigins.join(",")}`]
        : []),
    ],
  });
  return {
    pid: Number(readFileSync(pidFile, "utf8")),
    async newPage() {
      const context = await browser.newContext({
        permissions: ["camera", "microphone"],
        viewport: { width: 1320, height: 860 },
        ignoreHTTPSErrors: true,
      });
      return context.newPage();
    },
    version: () => browser.version(),
    close: () => browser.close(),
  };
}
