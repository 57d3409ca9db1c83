import { type FirefoxPerson, firefoxPerson } from "../harness/firefox.ts";
import { seesAndHears } from "../harness/media.ts";
import { join } from "../harness/screens.ts";
import { test as base } from "../harness/test.ts";

const test = base.extend<{ felix: FirefoxPerson }>({
  felix: async ({ playwright: _ }, use) => {
    const felix = await firefoxPerson("Felix");
    await use(felix);
    await felix.close();
  },
});

test("Firefox joins Chromium", async ({ server, people, felix }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  await join(anna.page, room.host, "Anna");
  await felix.join(room.guest, "Felix");
  await Promise.all([seesAndHears(anna), seesAndHears(felix)]);
});

test("Chromium joins Firefox", async ({ server, people, felix }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  await felix.join(room.host, "Felix");
  await join(anna.page, room.guest, "Anna");
  await Promise.all([seesAndHears(anna), seesAndHears(felix)]);
});
