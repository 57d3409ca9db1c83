import { limits } from "@confab/protocol";
import { expect, it } from "vitest";
import { call } from "./testing/caller.ts";
import { startFreezingProxy } from "./testing/freezing-proxy.ts";
import { startServer } from "./testing/start-server.ts";

it("[C7] notices within 10 s that a connection is dead, and counts from its last sign of life", async () => {
  const server = await startServer();
  const proxy = await startFreezingProxy(server.port);
  const room = await server.createRoom();
  const auth = { protocol: 1, room: room.room, key: room.guestKey };
  const ann = call(server.url, { auth });
  await ann.join("Ann");
  const bob = call(`http://127.0.0.1:${proxy.port}/`, { auth });
  const { you } = await bob.join("Bob");
  const frozenAt = Date.now();
  proxy.freeze();
  const presence = async () =>
    (await server.store.read(`default/${room.room}`))?.participants.find(({ id }) => id === you)?.presence;
  await expect
    .poll(presence, { timeout: limits.livenessMs, interval: 100 })
    .not.toMatchObject({ kind: "live" });
  expect(await presence()).toMatchObject({ since: expect.any(Number) });
  const seen = await presence();
  expect(seen?.kind !== "live" && seen !== undefined && seen.since - frozenAt).toBeLessThan(1000);
  const { event } = await ann.hear("event", (heard) => heard.event.event.type === "changed");
  expect(event.event).toMatchObject({ participant: { id: you, state: { kind: "away" } } });
  ann.close();
  bob.close();
  proxy.close();
  await server.close();
});
