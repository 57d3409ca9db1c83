import { look } from "../harness/look.ts";
import { seesAndHears } from "../harness/media.ts";
import { call, join, joinButton, leave, openJoinPage } from "../harness/screens.ts";
import { startServer } from "../harness/server.ts";
import { expect, test } from "../harness/test.ts";
import { together } from "../harness/together.ts";

test.describe("every page and state, at every size, light and dark", () => {
  test("start, trust and what is not there", async ({ server, people }) => {
    const { page } = await people.invite("Anna", { expected: /404/ });
    await page.goto(server.url);
    await expect(page.getByRole("button", { name: "Start a call" })).toBeEnabled();
    await look(page, "start", { reachable: ["Start a call"] });
    await page.goto(`${server.url}trust`);
    await expect(page.getByRole("heading", { name: "Trust this server" })).toBeVisible();
    await look(page, "trust");
    await page.goto(`${server.url}nowhere`);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await look(page, "unknown");
  });

  test("joining, with devices", async ({ server, people }) => {
    const room = await server.makeRoom();
    const { page } = await people.invite("Anna");
    const arrive = async (): Promise<void> => {
      await openJoinPage(page, room.host, "Anna");
      await page.reload();
      await expect(joinButton(page)).toBeEnabled();
      await expect(page.getByRole("button", { name: "Stop camera" })).toBeVisible();
    };
    await look(page, "join", { reachable: ["Join now"], arrive });
  });

  test("joining, before the browser was asked and blocked", async ({ server, people }) => {
    const room = await server.makeRoom();
    const asked = await people.invite("Anna", { permission: "unasked" });
    await openJoinPage(asked.page, room.host, "Anna");
    await expect(asked.page.getByRole("button", { name: "Use camera and microphone" })).toBeVisible();
    await look(asked.page, "join-ask");
    const blocked = await people.invite("Ben", { permission: "denied" });
    await openJoinPage(blocked.page, room.host, "Ben");
    await expect(blocked.page.getByText("Camera and microphone are blocked for this page")).toBeVisible();
    await look(blocked.page, "join-blocked");
  });

  test("refused", async ({ server, people }) => {
    const { page } = await people.invite("Anna");
    await page.goto(`${server.url}r/quiet-otter-lamp`);
    await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
    await look(page, "refused");
  });

  test("alone in a call", async ({ server, people }) => {
    const room = await server.makeRoom();
    const { page } = await people.invite("Anna");
    await join(page, room.host, "Anna");
    await expect(page.getByText("Waiting for others")).toBeVisible();
    await look(page, "call-alone", { reachable: ["Leave", "Mute", "Stop camera"] });
  });

  test("in a call of two, its panels, and the end", async ({ server, people }) => {
    test.setTimeout(180_000);
    const { anna, ben } = await together(server, people);
    const { page } = anna;
    await look(page, "call", { reachable: ["Leave", "Mute", "Stop camera"] });
    await call(page).button("People").click();
    await look(page, "call-people");
    await page.getByRole("button", { name: "Close" }).click();
    await call(page).button("Devices").click();
    await look(page, "call-devices");
    await page.getByRole("button", { name: "Done" }).click();
    await page.keyboard.press("?");
    await look(page, "call-shortcuts");
    await page.getByRole("button", { name: "Close" }).click();
    await call(ben.page).button("Mute").click();
    await call(ben.page).button("Stop camera").click();
    await expect(call(page).tile("Ben").getByText("Camera off")).toBeVisible();
    await look(page, "call-camera-off", { reachable: ["Leave"] });
    await leave(page);
    await look(page, "ended", { reachable: ["Rejoin"] });
  });

  test("reconnecting", async ({ people }) => {
    const server = await startServer();
    const { anna } = await together(server, people, { expected: /ERR_|WebSocket connection to/ });
    await server.crash();
    await expect(anna.page.getByText("Network unstable, reconnecting. You can go on talking.")).toBeVisible();
    await look(anna.page, "call-reconnecting", { reachable: ["Leave"] });
    await seesAndHears(anna);
    await anna.context.close();
    await server.close();
  });
});
