import { expect, test } from "../harness/test.ts";

test("[J4] a bare name does not open the room and says so", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  await anna.page.goto(`${server.url}r/${room.room}`);
  await expect(anna.page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
  await expect(anna.page.getByRole("button", { name: /^Join/ })).toHaveCount(0);
});

test("[O1] a room that does not exist looks the same as one that does", async ({ server, people }) => {
  const anna = await people.invite("Anna");
  await anna.page.goto(`${server.url}r/nobody-made-this`);
  await expect(anna.page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
});

test("[J4] a wrong key does not open the room and says so", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  await anna.page.goto(`${server.url}r/${room.room}#AAAAAAAAAAAAAAAAAAAAAA`);
  await expect(anna.page.getByRole("heading", { name: "This link is not valid any more" })).toBeVisible();
});
