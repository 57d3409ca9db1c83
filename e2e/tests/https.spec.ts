import { seesAndHears } from "../harness/media.ts";
import { ownAddress } from "../harness/network.ts";
import { join } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";
import { authorityOf } from "../harness/trust.ts";

test("over HTTPS on the network's address, with the server's authority trusted as the page explains", async ({
  server,
  people,
}) => {
  const base = `https://${ownAddress ?? "127.0.0.1"}:${server.httpsPort}/`;
  const stranger = await people.invite("Stranger", { expected: /ERR_CERT_AUTHORITY_INVALID/ });
  await expect(stranger.page.goto(base)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);

  const trustPage = await stranger.context.newPage();
  await trustPage.goto(`${server.url}trust`);
  const download = trustPage.getByRole("link", { name: "Download the certificate" });
  await expect(download).toHaveAttribute("href", `${server.url}ca.crt`);

  const machine = { devices: 3, trusts: await authorityOf(server) } as const;
  const room = await server.makeRoom(base);
  const anna = await people.invite("Anna", { machine });
  const ben = await people.invite("Ben", { machine });
  const sockets: string[] = [];
  anna.page.on("websocket", (socket) => sockets.push(socket.url()));
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  expect(sockets.some((url) => url.startsWith(base.replace("https", "wss")))).toBe(true);
});
