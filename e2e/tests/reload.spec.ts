import type { Page } from "@playwright/test";
import { seesAndHears } from "../harness/media.ts";
import { probed } from "../harness/person.ts";
import { call, inCall, joinButton, openJoinPage } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";
import { together } from "../harness/together.ts";

/** The participant's id, which the app keeps for exactly this: to have the same seat after a reload. */
const participantOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => JSON.stringify(Object.values(sessionStorage)).match(/participant\W+([\w-]+)/)?.[1]);

test("[S1] a reload keeps the seat: the same participant, no twin, both see each other again", async ({
  server,
  people,
}) => {
  const { anna, ben } = await together(server, people);
  const seat = await participantOf(ben.page);
  expect(seat).toMatch(/^[\w-]{16}$/);
  await call(anna.page).button("People").click();
  await expect(anna.page.getByRole("list", { name: "2 people" })).toBeVisible();
  await ben.page.reload();
  await inCall(ben.page);
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  await expect(anna.page.getByRole("list", { name: "2 people" })).toBeVisible();
  expect(await anna.connections()).toHaveLength(1);
  expect(await ben.connections()).toHaveLength(1);
  expect(await participantOf(ben.page)).toBe(seat);
  await expect(anna.page.getByText("Waiting for others")).toBeHidden();
});

test("a reload forgets neither that the camera was off nor that the microphone was muted", async ({
  server,
  people,
}) => {
  const { anna, ben } = await together(server, people);
  await call(ben.page).button("Stop camera").click();
  await call(ben.page).button("Mute").click();
  await ben.page.reload();
  await inCall(ben.page);
  await expect(call(ben.page).button("Start camera")).toBeVisible();
  await expect(call(ben.page).button("Unmute")).toBeVisible();
  await expect(call(anna.page).mutedMark("Ben")).toBeVisible();
  expect((await ben.liveTracks()).filter(({ kind }) => kind === "video")).toEqual([]);
});

test("[S4] of a duplicated tab and its original one stays away and says where the call is", async ({
  server,
  people,
}) => {
  const { anna, ben } = await together(server, people);
  // What "duplicate tab" does: a new tab of the same profile with a copy of the session's storage.
  const stored = await ben.page.evaluate(() => ({ ...sessionStorage }));
  const link = ben.page.url();
  const copy = await ben.context.newPage();
  await copy.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) sessionStorage.setItem(key, value);
  }, stored);
  await copy.goto(link);
  await inCall(copy);
  await expect(ben.page.getByRole("heading", { name: "This call is open in another tab" })).toBeVisible();
  const second = probed("Ben's copy", copy);
  await copy.bringToFront();
  await Promise.all([seesAndHears(anna), seesAndHears(second)]);
  expect(await anna.connections()).toHaveLength(1);
  expect(await ben.liveTracks()).toEqual([]);
  // Long enough for a loser that fights back to have done so: several of its first tries to reconnect.
  await expect
    .poll(async () => (await anna.connections()).map(({ id }) => id), { intervals: [2_000] })
    .toHaveLength(1);
  await expect(ben.page.getByRole("heading", { name: "This call is open in another tab" })).toBeVisible();
});

test("the same link twice from one profile is two people, not one", async ({ server, people }) => {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  await openJoinPage(anna.page, room.guest, "Anna");
  await joinButton(anna.page).click();
  await inCall(anna.page);
  const other = await anna.context.newPage();
  await openJoinPage(other, room.guest, "Anna's other tab");
  await joinButton(other).click();
  await inCall(other);
  await seesAndHears(probed("Anna's other tab", other));
});
