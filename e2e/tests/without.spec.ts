import { framesStopped, hearsNothing, hearsOther, seesAndHears, seesOther } from "../harness/media.ts";
import { dismissingEveryQuestion } from "../harness/pruning.ts";
import { inCall, join, joinButton, openJoinPage } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";

test.describe("somebody still joins, sees and hears the other", () => {
  test("with camera and microphone denied", async ({ server, people }) => {
    const room = await server.makeRoom();
    const anna = await people.invite("Anna");
    const ben = await people.invite("Ben", { permission: "denied" });
    await join(anna.page, room.host, "Anna");
    await openJoinPage(ben.page, room.guest, "Ben");
    await expect(ben.page.getByText("Camera and microphone are blocked for this page")).toBeVisible();
    await joinButton(ben.page).click();
    await inCall(ben.page);
    await seesAndHears(ben);
    await Promise.all([hearsNothing(anna), framesStopped(anna)]);
  });

  test("with the browser's question closed unanswered", async ({ server, people }) => {
    const room = await server.makeRoom();
    const anna = await people.invite("Anna");
    const ben = await people.invite("Ben", { permission: "unasked" });
    await ben.context.addInitScript(dismissingEveryQuestion);
    await join(anna.page, room.host, "Anna");
    await openJoinPage(ben.page, room.guest, "Ben");
    await ben.page.getByRole("button", { name: "Use camera and microphone" }).click();
    await expect(ben.page.getByText("The browser’s question was closed")).toBeVisible();
    await joinButton(ben.page).click();
    await inCall(ben.page);
    await seesAndHears(ben);
  });

  test("without having been asked for camera and microphone", async ({ server, people }) => {
    const room = await server.makeRoom();
    const anna = await people.invite("Anna");
    const ben = await people.invite("Ben", { permission: "unasked" });
    await join(anna.page, room.host, "Anna");
    await openJoinPage(ben.page, room.guest, "Ben");
    await ben.page.getByRole("button", { name: "Join without camera and microphone" }).click();
    await inCall(ben.page);
    await seesAndHears(ben);
  });

  test("without any device, and again after a reload", async ({ server, people }) => {
    const room = await server.makeRoom();
    const anna = await people.invite("Anna");
    const ben = await people.invite("Ben", { machine: { devices: 0 } });
    await join(anna.page, room.host, "Anna");
    await openJoinPage(ben.page, room.guest, "Ben");
    await joinButton(ben.page).click();
    await inCall(ben.page);
    await seesAndHears(ben);

    // A page that nobody has touched may not play sound: either the browser lets it, or the page asks for a tap.
    await ben.page.reload();
    await inCall(ben.page);
    await seesOther(ben);
    const tap = ben.page.getByRole("button", { name: "Tap to hear" });
    await expect.poll(async () => (await ben.sound()).audible > 0 || (await tap.isVisible())).toBe(true);
    if (await tap.isVisible()) await tap.click();
    await hearsOther(ben);
    await expect(tap).toBeHidden();
  });

  test("as a viewer who switched both off before joining", async ({ server, people }) => {
    const room = await server.makeRoom();
    const anna = await people.invite("Anna");
    const ben = await people.invite("Ben");
    await join(anna.page, room.host, "Anna");
    await openJoinPage(ben.page, room.guest, "Ben");
    await ben.page.getByRole("button", { name: "Stop camera" }).click();
    await ben.page.getByRole("button", { name: "Mute" }).click();
    await expect(ben.page.getByText("You join to watch and listen.")).toBeVisible();
    await joinButton(ben.page).click();
    await inCall(ben.page);
    await seesAndHears(ben);
    await Promise.all([hearsNothing(anna), framesStopped(anna)]);
  });
});
