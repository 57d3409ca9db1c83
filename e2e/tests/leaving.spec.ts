import { seesAndHears } from "../harness/media.ts";
import { call, inCall, join, leave } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";
import { together } from "../harness/together.ts";

test("who leaves is gone for the other, is told how long it was, and can rejoin", async ({
  server,
  people,
}) => {
  const { anna, ben } = await together(server, people);
  await leave(ben.page);
  await expect(ben.page.getByText(/^It lasted /)).toBeVisible();
  expect(await ben.liveTracks()).toEqual([]);
  expect(await ben.connections()).toEqual([]);
  await expect(anna.page.getByText("Waiting for others")).toBeVisible();
  await expect.poll(() => anna.connections()).toEqual([]);

  await ben.page.getByRole("button", { name: "Rejoin" }).click();
  await inCall(ben.page);
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
});

test("a third person is told in words that the room is full, and gets in when somebody leaves", async ({
  server,
  people,
}) => {
  const { room, anna, ben } = await together(server, people);
  const cleo = await people.invite("Cleo");
  await cleo.page.goto(room.guest);
  await expect(
    cleo.page.getByText("Everybody whom this room has a place for is already here."),
  ).toBeVisible();
  await cleo.page.getByRole("textbox", { name: "Your name" }).fill("Cleo");
  await cleo.page.getByRole("button", { name: "Try to join" }).click();
  await expect(call(cleo.page).button("Leave")).toBeHidden();
  await expect(
    cleo.page.getByText("Everybody whom this room has a place for is already here.").first(),
  ).toBeVisible();
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);

  await leave(ben.page);
  await join(cleo.page, room.guest, "Cleo");
  await Promise.all([seesAndHears(anna), seesAndHears(cleo)]);
});
