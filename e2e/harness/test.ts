import { test as base, expect } from "@playwright/test";
import { type LaunchedBrowser, launchChromium, type Machine } from "./chromium.ts";
import { ownAddress } from "./network.ts";
import { type Person, type PersonOptions, person } from "./person.ts";
import { type RoomServer, startServer } from "./server.ts";

export interface People {
  /**
   * Somebody with a browser of their own. What goes wrong in it unseen (console errors, requests elsewhere) fails the
   * test at its end, but for the errors that `expected` matches.
   */
  invite(label: string, options?: PersonOptions & { expected?: RegExp; machine?: Machine }): Promise<Person>;
}

interface Browsers {
  /** A browser nobody in this test uses yet; kept for the next test unless it was killed. */
  take(machine: Machine): Promise<LaunchedBrowser>;
  giveBack(machine: Machine, launched: LaunchedBrowser): void;
}

const hosts = ["localhost", "127.0.0.1", ...(ownAddress ? [ownAddress] : [])];
const usual: Machine = { devices: 3 };

/**
 * `server` is shared by the tests of a worker; a test that ends or configures it starts its own. `people` come with
 * fresh profiles; their browsers are used again by the next test.
 */
export const test = base.extend<{ people: People }, { server: RoomServer; browsers: Browsers }>({
  server: [
    // Playwright reads a fixture's needs from this pattern, which Biome does not want empty.
    async ({ playwright: _ }, use) => {
      const server = await startServer();
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],

  browsers: [
    async ({ playwright: _ }, use) => {
      const free: { key: string; launched: LaunchedBrowser }[] = [];
      const all: LaunchedBrowser[] = [];
      await use({
        async take(machine) {
          const at = free.findIndex(
            ({ key, launched }) => key === JSON.stringify(machine) && launched.browser.isConnected(),
          );
          const [found] = at < 0 ? [] : free.splice(at, 1);
          if (found) return found.launched;
          const launched = await launchChromium(machine);
          all.push(launched);
          return launched;
        },
        giveBack(machine, launched) {
          free.push({ key: JSON.stringify(machine), launched });
        },
      });
      await Promise.all(all.map((launched) => launched.close()));
    },
    { scope: "worker" },
  ],

  people: async ({ browsers }, use) => {
    const invited: { one: Person; machine: Machine; expected: RegExp | undefined }[] = [];
    await use({
      async invite(label, options = {}) {
        const machine = options.machine ?? usual;
        const one = await person(label, await browsers.take(machine), hosts, options);
        invited.push({ one, machine, expected: options.expected });
        return one;
      },
    });
    for (const { one, machine } of invited) {
      if (!one.machine.browser.isConnected()) continue;
      await one.context.close();
      browsers.giveBack(machine, one.machine);
    }
    for (const { one, expected } of invited) {
      expect(one.watch.strangers, `requests of ${one.label} to other hosts`).toEqual([]);
      const unexpected = one.watch.errors.filter((error) => !expected?.test(error));
      expect(unexpected, `errors in the browser of ${one.label}`).toEqual([]);
    }
  },
});

export { expect };
