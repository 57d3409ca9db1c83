import { seesAndHears } from "../harness/media.ts";
import { join } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";

test("two people open the links of a new room and see and hear each other", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  const ben = await people.invite("Ben");
  await join(anna.page, room.host, "Anna");
  await expect(anna.page.getByText("Waiting for others")).toBeVisible();
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  await expect(anna.page.getByText("Waiting for others")).toBeHidden();
  expect(await anna.connections()).toHaveLength(1);
  expect(await ben.connections()).toHaveLength(1);
});

test("the link that the server prints leads into a call", async ({ server, people }) => {
  const printed = server.printed().match(/http:\/\/localhost:\S+/)?.[0];
  expect(printed, `a link in what the server printed:\n${server.printed()}`).toBeDefined();
  const anna = await people.invite("Anna");
  await anna.page.goto(printed ?? "");
  await anna.page.getByRole("button", { name: "Start a call" }).click();
  await anna.page.getByRole("textbox", { name: "Your name" }).fill("Anna");
  await anna.page.getByRole("button", { name: "Join now", exact: true }).click();
  await anna.page.getByRole("button", { name: "Copy link" }).first().click();
  const link = await anna.page.evaluate(() => navigator.clipboard.readText());
  const ben = await people.invite("Ben");
  await join(ben.page, link, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
});
