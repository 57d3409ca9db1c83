import { framesStopped, hearsNothing, hearsOther, seesAndHears, seesOther } from "../harness/media.ts";
import { call } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";
import { together } from "../harness/together.ts";

test("muting stops the sound and says so on the other side", async ({ server, people }) => {
  const { anna, ben } = await together(server, people);
  await call(anna.page).button("Mute").click();
  await expect(call(anna.page).button("Unmute")).toBeVisible();
  await expect(call(ben.page).mutedMark("Anna")).toBeVisible();
  await hearsNothing(ben);
  await call(anna.page).button("Unmute").click();
  await expect(call(ben.page).mutedMark("Anna")).toBeHidden();
  await hearsOther(ben);
});

test("a camera that is off has its light out, and comes back", async ({ server, people }) => {
  const { anna, ben } = await together(server, people);
  await call(anna.page).button("Stop camera").click();
  await expect
    .poll(async () => (await anna.liveTracks()).filter(({ kind }) => kind === "video"))
    .toHaveLength(0);
  await expect(call(ben.page).tile("Anna").getByText("Camera off")).toBeVisible();
  await framesStopped(ben);
  await hearsOther(ben);
  const before = await ben.connections();
  await call(anna.page).button("Start camera").click();
  await seesOther(ben);
  expect((await ben.connections()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

test("another camera and another microphone can be chosen in mid-call", async ({ server, people }) => {
  const { anna, ben } = await together(server, people);
  const labels = async (kind: string): Promise<string[]> =>
    (await anna.liveTracks()).filter((track) => track.kind === kind).map(({ label }) => label);
  await call(anna.page).button("Devices").click();
  await anna.page.getByRole("combobox", { name: "Camera" }).selectOption({ label: "fake_device_2" });
  await expect.poll(() => labels("video")).toEqual(["fake_device_2"]);
  await anna.page.getByRole("combobox", { name: "Microphone" }).selectOption({ label: "Fake Audio Input 2" });
  await expect.poll(() => labels("audio")).toEqual(["Fake Audio Input 2"]);
  await anna.page.getByRole("button", { name: "Done" }).click();
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
});
