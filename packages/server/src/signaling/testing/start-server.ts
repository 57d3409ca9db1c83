import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateRoomAnswer } from "@confab/protocol";
import { type AppDeps, createApp } from "../../app.ts";
import { systemClock } from "../../clock.ts";
import { openMemoryStore } from "../../rooms/store/memory.ts";
import type { RoomStore } from "../../rooms/store/store.ts";
import { createDisk, openMemoryJournal } from "../../rooms/store/testing/memory-journal.ts";
import { createFixedIce } from "./fixed-ice.ts";
import { createKeptLog, type Line } from "./kept-log.ts";

export interface TestServer {
  /** Ends in the base path. */
  readonly url: string;
  readonly port: number;
  readonly store: RoomStore;
  readonly log: { readonly lines: readonly Line[] };
  createRoom(name?: string): Promise<CreateRoomAnswer>;
  closeApp(): Promise<void>;
  close(): Promise<void>;
}

/** A whole server on loopback, with a store in memory. */
export async function startServer(changes: Partial<AppDeps> = {}): Promise<TestServer> {
  const log = createKeptLog();
  const empty = await mkdtemp(join(tmpdir(), "confab-web-"));
  const store = openMemoryStore({
    journal: openMemoryJournal(createDisk()),
    now: systemClock.now,
    report: (error) => log.error({ err: error }, "store"),
  });
  const deps: AppDeps = {
    store,
    clock: systemClock,
    log,
    node: "node-1",
    ice: createFixedIce(),
    webRoot: empty,
    basePath: "/",
    publicUrl: null,
    trustProxies: [],
    allowedOrigins: [],
    version: "0.0.0-test",
    reach: () => ({ https: null, ownAuthority: false }),
    readiness: () => [],
    ...changes,
  };
  const app = createApp(deps);
  const server = createServer();
  app.attach(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${deps.basePath}`;
  return {
    url,
    port,
    store: deps.store,
    log,
    async createRoom(name) {
      const response = await fetch(`${url}api/v1/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(name === undefined ? {} : { name }),
      });
      if (response.status !== 201) throw new Error(`No room was made: ${response.status}`);
      return (await response.json()) as CreateRoomAnswer;
    },
    closeApp: () => app.close(),
    async close() {
      await app.close();
      server.closeAllConnections();
      server.close();
      await store.close();
      await rm(empty, { recursive: true, force: true });
    },
  };
}
