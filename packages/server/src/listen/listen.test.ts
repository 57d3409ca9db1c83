import { mkdtempSync, rmSync } from "node:fs";
import { get as httpGet, type IncomingMessage, type Server } from "node:http";
import { get as httpsGet } from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type LocalCertificate, localCertificate } from "../tls/local-certificate.ts";
import { type ListenDeps, type Listeners, openListeners } from "./listen.ts";

let directory: string;
let pair: LocalCertificate;
let listeners: Listeners | null = null;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "confab-listen-"));
  pair = await localCertificate({
    directory,
    names: ["localhost", "127.0.0.1"],
    must: null,
    host: "test",
    now: Date.now(),
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(async () => {
  await listeners?.close();
  listeners = null;
});

async function open(changes: Partial<ListenDeps> = {}): Promise<Listeners> {
  const attach = (server: Server) =>
    void server.on("request", (request, response) => response.end(`hello ${request.url}`));
  listeners = await openListeners({ httpPort: 0, https: { port: 0, pair }, attach, ...changes });
  return listeners;
}

function read(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    response.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    response.once("end", () => resolve(text));
  });
}

function http(port: number, host = "127.0.0.1", path = "/"): Promise<IncomingMessage> {
  return new Promise((resolve, reject) =>
    httpGet({ host, port, path, agent: false }, resolve).once("error", reject),
  );
}

function https(port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) =>
    httpsGet({ host: "localhost", port, path: "/x", ca: pair.authority, agent: false }, resolve).once(
      "error",
      reject,
    ),
  );
}

test("the application is served over HTTP and HTTPS", async () => {
  const { httpPort, httpsPort } = await open();
  expect(await read(await http(httpPort))).toBe("hello /");
  expect(await read(await https(httpsPort ?? 0))).toBe("hello /x");
});

test("plain HTTP is for loopback alone", async () => {
  const { httpPort } = await open();
  // 127.0.0.2 is this machine too, but nobody listens on all addresses.
  await expect(http(httpPort, "127.0.0.2")).rejects.toThrow("ECONNREFUSED");
});

test("http: on the HTTPS port leads to https:", async () => {
  const { httpsPort } = await open();
  const response = await http(httpsPort ?? 0, "127.0.0.1", "/r/room?x=1");
  expect(response.statusCode).toBe(308);
  expect(response.headers.location).toBe(`https://127.0.0.1:${httpsPort}/r/room?x=1`);
});

test("HTTPS can be off", async () => {
  const { httpsPort } = await open({ https: null });
  expect(httpsPort).toBeNull();
});

test("a renewed certificate is used for the next handshake", async () => {
  const { httpsPort, renew } = await open();
  const other = await localCertificate({
    directory,
    names: ["localhost", "127.0.0.1", "192.0.2.9"],
    must: null,
    host: "test",
    now: Date.now(),
  });
  renew(other);
  const response = await https(httpsPort ?? 0);
  const socket = response.socket as import("node:tls").TLSSocket;
  expect(socket.getPeerCertificate().subjectaltname).toContain("192.0.2.9");
  response.resume();
});

test("close ends connections that have not said anything", async () => {
  const opened = await open();
  const socket = connect(opened.httpsPort ?? 0, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  await Promise.all([opened.close(), ended]);
  await opened.close();
});

describe("a taken port", () => {
  test.each(["httpPort", "httpsPort"] as const)(
    "is named with its owner and the setting %s",
    async (setting) => {
      const stranger = createServer();
      await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
      const { port } = stranger.address() as AddressInfo;
      try {
        const changes = setting === "httpPort" ? { httpPort: port } : { https: { port, pair } };
        await expect(open(changes)).rejects.toThrow(
          new RegExp(`^port ${port} is taken by .*\\(pid ${process.pid}\\); stop it, or set ${setting}`),
        );
      } finally {
        await new Promise((resolve) => stranger.close(resolve));
      }
    },
  );
});
