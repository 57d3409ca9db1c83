import { hearsOther, seesAndHears } from "../harness/media.ts";
import { withOneVideoCodec, withoutNewerApis } from "../harness/pruning.ts";
import { call, join } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";

test("a browser without newer interfaces makes calls all the same", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  const ben = await people.invite("Ben");
  await ben.context.addInitScript(withoutNewerApis);
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  await expect(call(ben.page).button("Full screen")).toBeHidden();
});

test("a browser with H.264 alone and one with everything see each other", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  const ben = await people.invite("Ben");
  await ben.context.addInitScript(withOneVideoCodec, "video/H264");
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
});

test("two browsers that share no video codec keep the sound and say so", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  const ben = await people.invite("Ben");
  await anna.context.addInitScript(withOneVideoCodec, "video/VP8");
  await ben.context.addInitScript(withOneVideoCodec, "video/H264");
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([hearsOther(anna), hearsOther(ben)]);
  for (const { page } of [anna, ben]) {
    await expect(page.getByText("Sound only: the two browsers share no picture format.")).toBeVisible();
  }
});
