import { seesAndHears, seesOther } from "../harness/media.ts";
import { frailWay } from "../harness/proxies.ts";
import { call, join } from "../harness/screens.ts";
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

test("who loses the server but not the other stays on the stage, and is back when the server is", async ({
  server,
  people,
}) => {
  const way = await frailWay(server.httpPort);
  const room = await server.makeRoom();
  const anna = await people.invite("Anna");
  const ben = await people.invite("Ben", { expected: /ERR_|WebSocket connection to/ });
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest.replace(`:${server.httpPort}/`, `:${way.port}/`), "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  const cleo = await people.invite("Cleo");
  await cleo.page.goto(room.guest);

  way.cut();
  const band = ben.page.getByText("Network unstable, reconnecting. You can go on talking.");
  await expect(band).toBeVisible();
  // To the server Ben is away; to Anna he is a face that talks.
  await expect(cleo.page.getByText("Ben (away)")).toBeVisible({ timeout: 20_000 });
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  const folded = Date.now() + 12_000;
  await expect
    .poll(
      async () => {
        await seesOther(anna);
        return Date.now() > folded;
      },
      { timeout: 40_000 },
    )
    .toBe(true);
  await expect(anna.page.getByText("Ben has lost the connection. The place is kept.")).toBeHidden();

  way.mend();
  await expect(band).toBeHidden();
  await expect(cleo.page.getByText("Ben (away)")).toBeHidden();
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  await ben.context.close();
  await way.close();
});
