import { seesAndHears } from "../harness/media.ts";
import { ownAddress } from "../harness/network.ts";
import { inCall, join, joinButton } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";
import { authorityOf } from "../harness/trust.ts";

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

test("the link that the server prints, and the one to copy in the call, lead to each other", async ({
  server,
  people,
}) => {
  const printed = server.printed().match(/http:\/\/localhost:\S+#\S+/)?.[0] ?? "";
  expect(printed, server.printed()).not.toBe("");
  const anna = await people.invite("Anna");
  await join(anna.page, printed, "Anna");
  await anna.page.getByRole("button", { name: "Copy link" }).first().click();
  const link = await anna.page.evaluate(() => navigator.clipboard.readText());
  // Copied on the server's own machine it is the link for others: over HTTPS, by the machine's address.
  if (ownAddress) expect(link).toMatch(`https://${ownAddress}:${server.httpsPort}/r/`);
  const ben = await people.invite("Ben", { machine: { devices: 3, trusts: await authorityOf(server) } });
  await join(ben.page, link, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
});

test("a room is made on the start page", async ({ server, people }) => {
  const { page } = await people.invite("Anna");
  await page.goto(server.url);
  await page.getByRole("textbox", { name: "Name of the room" }).fill("Green Tea Time");
  await page.getByRole("button", { name: "Start a call" }).click();
  await page.getByRole("textbox", { name: "Your name" }).fill("Anna");
  await joinButton(page).click();
  await inCall(page);
  await expect(page).toHaveTitle("green-tea-time · Confab");
});
