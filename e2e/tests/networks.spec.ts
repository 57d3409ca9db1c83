import { seesAndHears } from "../harness/media.ts";
import { nginxUnderPath, proxyWithoutUpgrade } from "../harness/proxies.ts";
import { join } from "../harness/screens.ts";
import { startServer } from "../harness/server.ts";
import { expect, test } from "../harness/test.ts";

test("a proxy that refuses WebSockets leaves a call possible", async ({ server, people }) => {
  const proxy = await proxyWithoutUpgrade(server.httpPort);
  const room = await server.makeRoom(`http://localhost:${proxy.port}/`);
  const expected = /WebSocket connection to/;
  const anna = await people.invite("Anna", { expected });
  const ben = await people.invite("Ben", { expected });
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  expect(proxy.refused()).toBeGreaterThan(0);
  await Promise.all([anna.context.close(), ben.context.close()]);
  await proxy.close();
});

test("the app works under a path behind nginx", async ({ people }) => {
  const server = await startServer({
    basePath: "/talk/",
    settings: { CONFAB_PUBLIC_URL: "http://localhost/talk/", CONFAB_TRUST_PROXIES: "loopback" },
  });
  const proxy = await nginxUnderPath(server.httpPort, "/talk/");
  const room = await server.makeRoom(`http://localhost:${proxy.port}/talk/`);
  const anna = await people.invite("Anna");
  const ben = await people.invite("Ben");
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  await Promise.all([anna.context.close(), ben.context.close()]);
  await proxy.close();
  await server.close();
});
