import { request } from "node:http";
import { openJoinPage } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";

interface Transfer {
  readonly url: string;
  readonly bytes: number;
  readonly script: boolean;
}

/** Bytes of the body as a browser that knows gzip gets it. */
function fetchGzip(url: string): Promise<Transfer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => {
        resolve({ url, bytes, script: /javascript/.test(answer.headers["content-type"] ?? "") });
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("the join page loads at most 60 kB of JavaScript and 160 kB in all", async ({ server, people }) => {
  const room = await server.makeRoom();
  const { page } = await people.invite("Anna");
  const urls = new Set<string>();
  page.on("requestfinished", (done) => {
    const url = new URL(done.url());
    if (url.protocol === "http:" && done.method() === "GET" && !url.pathname.includes("/socket.io/"))
      urls.add(done.url());
  });
  await openJoinPage(page, room.guest, "Anna");
  await expect(page.getByRole("button", { name: "Join now", exact: true })).toBeEnabled();
  await page.waitForLoadState("networkidle");
  const transfers = await Promise.all([...urls].map(fetchGzip));
  const sum = (list: readonly Transfer[]): number => list.reduce((total, { bytes }) => total + bytes, 0);
  const told = transfers.map(({ url, bytes }) => `${bytes} ${url}`).join("\n");
  expect(sum(transfers.filter(({ script }) => script)), told).toBeLessThanOrEqual(60_000);
  expect(sum(transfers), told).toBeLessThanOrEqual(160_000);
});
