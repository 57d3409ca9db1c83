import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { type CreateRoomAnswer, limits } from "@confab/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AppDeps } from "../app.ts";
import { startServer, type TestServer } from "../signaling/testing/start-server.ts";
import { createWebRoot, script } from "./testing/web-root.ts";

let web: Awaited<ReturnType<typeof createWebRoot>>;
const servers: TestServer[] = [];

beforeAll(async () => {
  web = await createWebRoot();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => web.remove());

async function start(changes: Partial<AppDeps> = {}): Promise<TestServer> {
  const server = await startServer({ webRoot: web.path, ...changes });
  servers.push(server);
  return server;
}

interface Plain {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as it is, without what `fetch` adds or takes away. */
function plain(server: TestServer, path: string, headers: object = {}, method = "GET"): Promise<Plain> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: "127.0.0.1", port: server.port, path, method, headers: { ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

function post(server: TestServer, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}api/v1/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
}

describe("rooms", () => {
  it("are made with a readable name, and two keys that are not kept", async () => {
    const server = await start();
    const response = await post(server, "{}");
    expect(response.status).toBe(201);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const made = (await response.json()) as CreateRoomAnswer;
    expect(made).toEqual({
      room: expect.stringMatching(/^[a-z]+-[a-z]+-[a-z]+$/),
      hostKey: expect.stringMatching(/^[\w-]{22}$/),
      guestKey: expect.stringMatching(/^[\w-]{22}$/),
    });
    const kept = JSON.stringify(await server.store.read(`default/${made.room}`));
    expect(kept).not.toContain(made.hostKey);
    expect(kept).toContain(`"graceMs":${limits.seatGraceMs}`);
  });

  it("are made under a wanted name, once", async () => {
    const server = await start();
    expect((await post(server, '{"name":"board-room"}')).status).toBe(201);
    const taken = await post(server, '{"name":"board-room"}');
    expect(taken.status).toBe(409);
    expect(await taken.json()).toEqual({ code: "name-taken", message: expect.any(String) });
  });

  it.each([
    ['{"name":"No Such!"}', 400, { code: "bad-request", detail: "name" }],
    ['{"name":7}', 400, { code: "bad-request", detail: "name" }],
    ["[", 400, { code: "bad-request", detail: "body" }],
    ["", 400, { code: "bad-request", detail: "body" }],
    ["null", 400, { code: "bad-request", detail: "payload" }],
    [JSON.stringify({ name: "x".repeat(20_000) }), 413, { code: "too-large" }],
  ])("are not made from %.20s", async (body, status, error) => {
    const response = await post(await start(), body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(error);
  });

  it("are not made by a form, nor by a page from elsewhere", async () => {
    const server = await start();
    const form = await post(server, "{}", { "content-type": "text/plain" });
    expect([form.status, await form.json()]).toMatchObject([
      415,
      { code: "bad-request", detail: "content-type" },
    ]);
    const foreign = await post(server, "{}", { origin: "https://evil.example" });
    expect([foreign.status, await foreign.json()]).toMatchObject([
      403,
      { code: "bad-request", detail: "origin" },
    ]);
    expect((await post(server, "{}", { origin: server.url.slice(0, -1) })).status).toBe(201);
  });

  it("are limited to twenty a minute for each client, as a trusted proxy tells them apart", async () => {
    const server = await start({ trustProxies: ["loopback"] });
    const from = (address: string) => post(server, "{}", { "x-forwarded-for": address });
    const statuses = await Promise.all(
      Array.from({ length: 21 }, async () => (await from("192.0.2.1")).status),
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(20);
    const refused = await from("192.0.2.1");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "too-many-rooms", retryAfterMs: expect.any(Number) });
    expect((await from("192.0.2.2")).status).toBe(201);
    // One client may have a whole /64 of addresses.
    for (let n = 0; n < 20; n += 1) await from(`2001:db8::${n}`);
    expect((await from("2001:db8::ffff")).status).toBe(429);
    expect((await from("2001:db8:0:1::1")).status).toBe(201);
  });

  it("are counted by the peer's own address where no proxy is trusted", async () => {
    const server = await start();
    const spoof = (n: number) => post(server, "{}", { "x-forwarded-for": `192.0.2.${n}` });
    const statuses = await Promise.all(Array.from({ length: 21 }, async (_, n) => (await spoof(n)).status));
    expect(statuses).toContain(429);
  });

  it("have no other API", async () => {
    const server = await start();
    for (const [method, path] of [
      ["GET", "api/v1/rooms"],
      ["POST", "api/v1/nothing"],
      ["GET", "api/v2"],
    ] as const) {
      const response = await fetch(server.url + path, { method });
      expect([response.status, await response.json()]).toMatchObject([404, { code: "unknown-request" }]);
    }
  });
});

describe("web app", () => {
  it("has one page for all its addresses, which is never kept", async () => {
    const server = await start();
    for (const path of ["/", "/r/quiet-otter-lamp", "/trust", "/index.html"]) {
      const page = await plain(server, path);
      expect(page.status).toBe(200);
      expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(page.headers["cache-control"]).toBe("no-store");
      expect(page.body).toContain('<base href="/" />');
    }
  });

  it("has its base path put into the page", async () => {
    const server = await start({ basePath: "/confab/" });
    expect((await plain(server, "/confab/r/quiet-otter-lamp")).body).toContain('<base href="/confab/" />');
    const bare = await plain(server, "/confab");
    expect([bare.status, bare.headers.location]).toEqual([308, "/confab/"]);
    expect((await plain(server, "/")).status).toBe(404);
    expect((await plain(server, "/confab/assets/app-1a2b.js")).status).toBe(200);
    expect((await plain(server, "/confab/healthz")).status).toBe(200);
  });

  it("serves assets for ever, compressed as the browser can take them", async () => {
    const server = await start();
    const path = "/assets/app-1a2b.js";
    for (const [accepted, encoding] of [
      ["br, gzip", "br"],
      ["gzip", "gzip"],
      ["", undefined],
    ] as const) {
      const asset = await plain(server, path, { "accept-encoding": accepted });
      expect(asset.headers["content-encoding"]).toBe(encoding);
      expect(asset.headers["cache-control"]).toBe("public,max-age=31536000,immutable");
      expect(asset.headers["content-type"]).toBe("text/javascript");
      expect(asset.headers.vary).toBe("Accept-Encoding");
    }
    expect(await (await fetch(server.url + path.slice(1))).text()).toBe(script);
    const { etag } = (await plain(server, path)).headers;
    expect((await plain(server, path, { "if-none-match": etag })).status).toBe(304);
  });

  it("serves its other files for an hour", async () => {
    const server = await start();
    const icon = await plain(server, "/favicon.svg");
    expect([icon.status, icon.headers["cache-control"]]).toEqual([200, "public,max-age=3600"]);
    expect((await plain(server, "/manifest.webmanifest")).headers["content-type"]).toBe(
      "application/manifest+json",
    );
  });

  it.each([
    "/assets/gone-9z9z.js",
    "/assets/",
    "/nothing.svg",
    "/other.html",
    "/assets/../../../../etc/passwd",
    "/assets/%2e%2e/index.html",
    "/%2e%2e/%2e%2e/etc/passwd.txt",
    "/.env",
    "/assets/%",
  ])("has no %s", async (path) => {
    const missing = await plain(await start(), path);
    expect(missing.status).toBe(404);
    expect(missing.headers["cache-control"]).toBe("no-store");
    expect(missing.body).toBe("Not found\n");
  });

  it("answers HEAD without a body, and takes nothing else", async () => {
    const server = await start();
    for (const path of ["/", "/assets/app-1a2b.js", "/favicon.svg", "/healthz"]) {
      const got = await plain(server, path);
      const head = await plain(server, path, {}, "HEAD");
      expect([head.status, head.body]).toEqual([200, ""]);
      expect(head.headers["content-length"]).toBe(got.headers["content-length"]);
    }
    const written = await plain(server, "/", {}, "POST");
    expect([written.status, written.headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  it("is not broken by ranges", async () => {
    const server = await start();
    for (const range of ["bytes=5-2", "bytes=0-3", "bytes=zzz", "lines=1-"]) {
      expect((await plain(server, "/assets/app-1a2b.js", { range })).status).toBe(200);
    }
  });

  it("says so if it is not built", async () => {
    const page = await plain(await start({ webRoot: "/nowhere" }), "/");
    expect(page.status).toBe(503);
    expect(page.body).toContain("not built");
  });
});

describe("headers", () => {
  it("allow everything from this host and nothing from another", async () => {
    const server = await start();
    const { headers } = await plain(server, "/", { host: "meet.example.org:8443" });
    expect(String(headers["content-security-policy"]).split(";")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "worker-src 'self' blob:",
      "manifest-src 'self'",
      "connect-src 'self' ws://meet.example.org:8443 wss://meet.example.org:8443",
      "frame-ancestors 'none'",
      "base-uri 'self'",
      "form-action 'none'",
    ]);
    expect(headers).toMatchObject({
      "permissions-policy": expect.stringContaining("camera=(self)"),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers).not.toHaveProperty("strict-transport-security");
    expect(headers).not.toHaveProperty("x-powered-by");
    for (const path of ["/assets/app-1a2b.js", "/api/v1/rooms", "/healthz"]) {
      expect((await plain(server, path)).headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it("let no strange Host into the policy", async () => {
    const { headers } = await plain(await start(), "/", { host: "a; script-src *" });
    expect(headers["content-security-policy"]).toContain("connect-src 'self' 'self';");
  });

  it("insist on HTTPS only where the public URL does and the client came by it", async () => {
    const server = await start({ publicUrl: "https://meet.example.org/", trustProxies: ["loopback"] });
    const hsts = async (headers: object) =>
      (await plain(server, "/", headers)).headers["strict-transport-security"];
    expect(await hsts({ "x-forwarded-proto": "https" })).toBe("max-age=31536000");
    expect(await hsts({})).toBeUndefined();
    const untrusting = await start({ publicUrl: "https://meet.example.org/" });
    expect((await plain(untrusting, "/", { "x-forwarded-proto": "https" })).headers).not.toHaveProperty(
      "strict-transport-security",
    );
  });
});

describe("facts", () => {
  it("say what this installation has", async () => {
    const reach = () => ({ https: "https://10.0.0.2:8443/", ownAuthority: true });
    const server = await start({ reach });
    const answer = await plain(server, "/api/v1/server");
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ relay: expect.any(Boolean), ...reach() });
  });
});

describe("operations", () => {
  it("say alive, and ready or why not", async () => {
    let reasons: string[] = [];
    const server = await start({ readiness: () => reasons });
    expect(JSON.parse((await plain(server, "/healthz")).body)).toEqual({ alive: true });
    const ready = await plain(server, "/readyz");
    expect([ready.status, JSON.parse(ready.body)]).toEqual([200, { ready: true, reasons: [] }]);
    reasons = ["journal: disk full"];
    const not = await plain(server, "/readyz");
    expect([not.status, JSON.parse(not.body)]).toEqual([503, { ready: false, reasons }]);
    reasons = [];
    await server.closeApp();
    expect((await plain(server, "/readyz")).status).toBe(503);
    expect((await plain(server, "/healthz")).status).toBe(200);
  });

  it("is not ready when asking fails", async () => {
    const server = await start({ readiness: () => Promise.reject(new Error("secret detail")) });
    const answer = await plain(server, "/readyz");
    expect(answer.status).toBe(503);
    expect(answer.body).not.toContain("secret detail");
  });

  it("measure, for this machine alone", async () => {
    const server = await start();
    await post(server, "{}");
    const metrics = await plain(server, "/metrics");
    expect(metrics.headers["content-type"]).toContain("text/plain");
    for (const line of [
      "confab_sessions 0",
      "confab_participants 0",
      "confab_rooms 0",
      "confab_calls 0",
      "confab_rooms_created_total 1",
      "nodejs_eventloop_lag_seconds",
    ]) {
      expect(metrics.body).toContain(line);
    }
    expect((await plain(server, "/metrics", { "x-forwarded-for": "192.0.2.1" })).status).toBe(403);
    const open = await start({ metricsPublic: true });
    expect((await plain(open, "/metrics", { "x-forwarded-for": "192.0.2.1" })).status).toBe(200);
  });
});
