import { request } from "node:http";
import { openJoinPage } from "../harness/screens.ts";
import { expect, test } from "../harness/test.ts";

/** Bytes of the body as a browser that knows gzip gets it. */
function gzipBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve(bytes));
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** The scripts that a page names itself, and what those import at once: all that stands between link and join page. */
async function firstScripts(url: string): Promise<Set<string>> {
  const found = new Set<string>();
  const follow = async (text: string, from: string, pattern: RegExp): Promise<void> => {
    for (const [, path = ""] of text.matchAll(pattern)) {
      const script = new URL(path, from).href;
      if (found.has(script)) continue;
      found.add(script);
      const body = await (await fetch(script)).text();
      await follow(body, script, /(?:from|import)\s*"(\.[^"]+\.js)"/g);
    }
  };
  const page = await fetch(url);
  const html = await page.text();
  const base = new URL(html.match(/<base href="([^"]+)"/)?.[1] ?? ".", url).href;
  await follow(html, base, /(?:src|href)="([^"]+\.js)"/g);
  return found;
}

test("the join page needs at most 60 kB of JavaScript and loads 160 kB in all", async ({
  server,
  people,
}) => {
  const room = await server.makeRoom();
  const { page } = await people.invite("Anna");
  const loaded = new Set<string>();
  page.on("requestfinished", (done) => {
    const url = new URL(done.url());
    if (url.protocol === "http:" && done.method() === "GET" && !url.pathname.includes("/socket.io/"))
      loaded.add(done.url());
  });
  await openJoinPage(page, room.guest, "Anna");
  await expect(page.getByRole("button", { name: "Join now", exact: true })).toBeEnabled();
  await page.waitForLoadState("networkidle");

  const weigh = async (urls: Iterable<string>): Promise<{ sum: number; told: string }> => {
    const each = await Promise.all([...urls].map(async (url) => ({ url, bytes: await gzipBytes(url) })));
    const told = each.map(({ url, bytes }) => `${bytes} ${url}`).join("\n");
    return { sum: each.reduce((total, { bytes }) => total + bytes, 0), told };
  };
  const scripts = await firstScripts(room.guest);
  expect(scripts.size).toBeGreaterThan(0);
  for (const script of scripts) expect([...loaded]).toContain(script);
  const needed = await weigh(scripts);
  expect(needed.sum, needed.told).toBeLessThanOrEqual(60_000);
  const all = await weigh(loaded);
  expect(all.sum, all.told).toBeLessThanOrEqual(160_000);
});
