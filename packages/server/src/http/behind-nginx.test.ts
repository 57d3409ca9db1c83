import { request } from "node:http";
import type { CreateRoomAnswer } from "@confab/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, call, refusal } from "../signaling/testing/caller.ts";
import { startServer, type TestServer } from "../signaling/testing/start-server.ts";
import { type Nginx, startNginx } from "./testing/nginx.ts";
import { createWebRoot } from "./testing/web-root.ts";

const base = "/confab/";
const description = { type: "offer" as const, sdp: "v=0\r\nopening" };

let web: Awaited<ReturnType<typeof createWebRoot>>;
let server: TestServer;
let nginx: Nginx;
let url: string;
const callers: Caller[] = [];

beforeAll(async () => {
  web = await createWebRoot();
  server = await startServer({
    webRoot: web.path,
    basePath: base,
    publicUrl: "https://meet.example.org/confab/",
    trustProxies: ["127.0.0.1"],
    socketsPerAddress: 4,
  });
  nginx = await startNginx(base, server.port);
  url = `http://127.0.0.1:${nginx.port}${base}`;
});

afterAll(async () => {
  for (const caller of callers) caller.close();
  await nginx?.close();
  await server?.close();
  await web?.remove();
});

async function createRoom(): Promise<CreateRoomAnswer> {
  const response = await fetch(`${url}api/v1/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return (await response.json()) as CreateRoomAnswer;
}

/** Makes a room from another address of this machine than the proxy's own; resolves with the status. */
function createFrom(localAddress: string, forwarded: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "x-forwarded-for": forwarded };
    const sent = request(`${url}api/v1/rooms`, { method: "POST", localAddress, headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    sent.on("error", reject);
    sent.end("{}");
  });
}

function connect(room: CreateRoomAnswer, io: object): Caller {
  const caller = call(url, { auth: { protocol: 1, room: room.room, key: room.guestKey }, io });
  callers.push(caller);
  return caller;
}

it("serves the web app under the base path", async () => {
  const page = await fetch(`${url}r/quiet-otter-lamp`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<base href="/confab/" />');
  expect(page.headers.get("strict-transport-security")).toBe("max-age=31536000");
  // The host that the browser sees, not the one between proxy and server.
  expect(page.headers.get("content-security-policy")).toContain(`wss://127.0.0.1:${nginx.port};`);
  const asset = await fetch(`${url}assets/app-1a2b.js`, { headers: { "accept-encoding": "br" } });
  expect([asset.status, asset.headers.get("content-encoding")]).toEqual([200, "br"]);
  expect((await fetch(`http://127.0.0.1:${nginx.port}/elsewhere`)).status).toBe(404);
});

describe.each([["websocket"], ["polling"]])("by %s alone", (transport) => {
  it("carries a call from join to leave", async () => {
    const room = await createRoom();
    const io = { transports: [transport], upgrade: false };
    const ann = connect(room, io);
    const anns = await ann.join("Ann");
    const bob = connect(room, io);
    const bobs = await bob.join("Bob", { opening: { description } });
    expect(bobs.snapshot.participants).toHaveLength(2);
    await bob.ask("signal", { to: anns.you, life: 1, generation: 1, description });
    expect((await ann.hear("signal")).signal).toMatchObject({ from: bobs.you, description });
    await ann.hear("beat");
    await ann.ask("leave", {});
    expect((await ann.hear("bye")).reason).toBe("left");
    expect((await bob.hear("event", ({ event }) => event.event.type === "left")).event.n).toBeGreaterThan(0);
    ann.close();
    bob.close();
  });
});

it("upgrades from polling to websocket", async () => {
  const room = await createRoom();
  const ann = connect(room, { transports: ["polling", "websocket"] });
  const upgraded = new Promise<string>((resolve) =>
    ann.socket.io.on("open", () => ann.socket.io.engine.once("upgrade", ({ name }) => resolve(name))),
  );
  await ann.join("Ann");
  expect(await upgraded).toBe("websocket");
  expect(await ann.ask("sync", {})).toMatchObject({ ok: true });
  ann.close();
});

it("[C8] knows its own origin by the forwarded host and the public URL, and no other", async () => {
  const auth = { protocol: 1, room: "quiet-otter-lamp" };
  for (const origin of [`https://127.0.0.1:${nginx.port}`, "https://meet.example.org"]) {
    const caller = call(url, { auth, io: { extraHeaders: { origin } } });
    await caller.welcomed();
    caller.close();
  }
  for (const origin of [`http://127.0.0.1:${server.port}`, "https://evil.example"]) {
    expect(await refusal(url, auth, { extraHeaders: { origin } })).toBe("websocket error");
  }
});

it("tells clients apart by the forwarded address, which they cannot forge", async () => {
  // nginx appends the address that it sees: whatever a client puts before it does not count.
  const statuses: (number | undefined)[] = [];
  for (let n = 0; n < 21; n += 1) statuses.push(await createFrom("127.0.0.2", `192.0.2.${n}, 127.0.0.1`));
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(201));
  expect(statuses[20]).toBe(429);
  expect(await createFrom("127.0.0.3", "127.0.0.2")).toBe(201);
});

it("limits the connections of one client address", async () => {
  const auth = { protocol: 1, room: "quiet-otter-lamp" };
  const from = { extraHeaders: { "x-forwarded-for": "192.0.2.77" } };
  const direct = `http://127.0.0.1:${server.port}${base}`;
  for (let n = 0; n < 4; n += 1) {
    const caller = call(direct, { auth, io: from });
    callers.push(caller);
    await caller.welcomed();
  }
  expect(await refusal(direct, auth, from)).toMatchObject({ code: "too-many-requests" });
  const other = call(direct, { auth, io: { extraHeaders: { "x-forwarded-for": "192.0.2.78" } } });
  callers.push(other);
  await other.welcomed();
});

it("keeps the metrics from those who come through the proxy", async () => {
  expect((await fetch(`${url}metrics`)).status).toBe(403);
  expect((await fetch(`http://127.0.0.1:${server.port}${base}metrics`)).status).toBe(200);
});
