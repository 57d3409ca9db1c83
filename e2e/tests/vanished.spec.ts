import { call } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";
import { together } from "../harness/together.ts";

test("[S5] whose browser dies is away after 10 s, folded after 20 s, and keeps the seat", async ({
  server,
  people,
}) => {
  const { room, anna, ben } = await together(server, people);
  await ben.machine.kill();
  await expect(
    call(anna.page).tile("Ben").getByText("Ben has lost the connection. The place is kept."),
  ).toBeVisible({
    timeout: 15_000,
  });
  await expect(anna.page.getByText("Waiting for Ben to come back")).toBeVisible({ timeout: 20_000 });

  const cleo = await people.invite("Cleo");
  await cleo.page.goto(room.guest);
  await expect(cleo.page.getByText("Ben (away)")).toBeVisible();
  await expect(cleo.page.getByRole("button", { name: "Try to join" })).toBeVisible();
});
