import { type Browser, launch } from "puppeteer-core";
import type { Probed } from "./media.ts";
import { installProbe } from "./probe.ts";

export interface FirefoxPerson extends Probed {
  /** Opens a link and joins by a real click. */
  join(link: string, name: string): Promise<void>;
  close(): Promise<void>;
}

/** A person with Firefox ESR, driven over WebDriver BiDi, with its fake devices and permission given. */
export async function firefoxPerson(label: string): Promise<FirefoxPerson> {
  const browser: Browser = await launch({
    browser: "firefox",
    executablePath: "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      // Off in releases; the other browser is on this very machine.
      "media.peerconnection.ice.loopback": true,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
    },
  });
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(installProbe, {});
  return {
    label,
    async join(link, name) {
      await page.goto(link);
      await page.locator('aria/Your name[role="textbox"]').fill(name);
      await page.locator('aria/Use camera and microphone[role="button"]').click();
      await page.locator('aria/Join now[role="button"]').click();
      await page.locator('aria/Leave[role="button"]').wait();
    },
    connections: () => page.evaluate(() => window.confabProbe.connections()),
    pictures: () => page.evaluate(() => window.confabProbe.pictures()),
    sound: () => page.evaluate(() => window.confabProbe.sound()),
    close: () => browser.close(),
  };
}
