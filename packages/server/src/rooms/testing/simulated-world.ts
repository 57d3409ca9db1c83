import { isDeepStrictEqual } from "node:util";
import type { Room } from "../model.ts";
import { deadlineOf } from "../rules/deadline.ts";
import { face, snapshot } from "../view.ts";
import { settled } from "./fake-clock.ts";
import { timeless } from "./picture.ts";
import type { Random } from "./random.ts";
import { roomId } from "./samples.ts";
import {
  createSimulatedClients,
  hashOf,
  type SimulatedClient,
  type SimulatedClients,
} from "./simulated-client.ts";
import { createSimulatedServer, type SimulatedServer } from "./simulated-server.ts";

/** How often each kind of thing has come about. */
export type Tally = Map<string, number>;

export interface World {
  /** Lets a few things happen at the same time, then checks what must always hold. */
  step(): Promise<void>;
  /** Lets everybody connected catch up, and compares what they believe with the snapshot. */
  converge(): Promise<void>;
  /** What has happened, for the message of a failing test. */
  history(): readonly string[];
  close(): Promise<void>;
}

export async function createWorld(random: Random, tally: Tally): Promise<World> {
  const history: string[] = [];
  const note = (what: string) => {
    tally.set(what, (tally.get(what) ?? 0) + 1);
    history.push(what);
  };
  const keys = { host: hashOf("host"), guest: hashOf("guest") };
  const server = await createSimulatedServer({ capacity: 2 + random.below(3), keys, note });
  const pages = ["Ann", "Ben", "Cleo", "Dan", "Eve"].map((name) => newClient(name, "guest"));
  const watchers = [newClient("Watcher", "guest"), newClient("Stranger", "bad-key")];
  const clients = createSimulatedClients({ server, random, note }, [...pages, ...watchers]);

  /** Something that a page does, or that befalls it. */
  function actOf(page: SimulatedClient, other: SimulatedClient | undefined): () => Promise<void> {
    const away = page.seat !== null && page.session === null;
    const acts: [weight: number, act: () => Promise<void>][] = [
      [page.seat === null ? 6 : 0, () => clients.join(page)],
      [away ? 5 : 1, () => clients.resume(page)],
      [3, () => clients.update(page)],
      [1, () => clients.leave(page)],
      [1, () => clients.unload(page)],
      [2, () => clients.catchUp(page)],
      [2, async () => clients.loseConnection(page)],
      [1, async () => other && clients.duplicateTab(page, other)],
      [1, async () => loseEntry(page)],
    ];
    return weighted(random, acts);
  }

  function loseEntry(page: SimulatedClient): void {
    if (page.session === null) return;
    note("entry lost");
    page.session.deafFor += 1;
  }

  async function passTime(): Promise<void> {
    server.now += random.pick([10, 500, 3_000, 10_000, 60_000, 130_000]);
    for (const due of await server.store.deadlines.due(server.now, 10)) {
      if (due === roomId) await server.act({ type: "expire" });
    }
  }

  async function stop(how: "restart" | "crash"): Promise<void> {
    if (how === "restart") await server.restart();
    else server.crash();
    clients.serverGone();
    note(`${how}ed`);
    for (const watcher of watchers) await clients.watch(watcher);
  }

  for (const watcher of watchers) await clients.watch(watcher);

  return {
    async step() {
      const free = [...pages].sort(() => random.next() - 0.5);
      const under: Promise<void>[] = [];
      for (let count = 1 + random.below(3); count > 0; count -= 1) {
        const page = free.pop();
        const other = random.chance(0.3) ? free.pop() : undefined;
        if (page) under.push(actOf(page, other)());
      }
      if (random.chance(0.3)) under.push(clients.noticeLoss());
      if (random.chance(0.2)) under.push(clients.tryOldSecret());
      if (random.chance(0.2)) under.push(passTime());
      if (random.chance(0.03)) await stop("crash");
      await Promise.all(under);
      await settled();
      if (random.chance(0.03)) await stop("restart");
      await check(server, clients);
    },

    async converge() {
      clients.calm = true;
      for (const { session } of clients.all) {
        if (session !== null) session.deafFor = 0;
      }
      // One more entry tells those who have missed the last that they have.
      for (const page of pages) await clients.update(page);
      await settled();
      for (const page of pages) await clients.catchUp(page);
      await check(server, clients);
      const room = await server.room();
      for (const page of pages.filter((each) => isLive(each, room))) {
        if (page.picture === null) throw new Error(`${page.name} is connected and has no picture.`);
        note("pictures compared");
      }
      for (const { name, entitlement, face: believed } of watchers) {
        const actual = face(room.name, room, entitlement);
        if (!isDeepStrictEqual(believed, actual)) throw new Error(`${name} sees an old face.`);
      }
    },

    history: () => history,
    close: () => server.close(),
  };
}

/** What must hold whenever nothing is under way. */
async function check(server: SimulatedServer, clients: SimulatedClients): Promise<void> {
  const [bug] = server.bugs;
  if (bug !== undefined) throw bug;
  const room = await server.room();
  const { participants, policy } = room;
  assert(participants.length <= policy.capacity, "there are more seats than places");
  assert(new Set(participants.map(({ id }) => id)).size === participants.length, "an id is there twice");
  assert(!participants.some(({ id }) => server.departed.has(id)), "somebody who left is back");
  const connections = participants.flatMap(({ presence }) =>
    presence.kind === "live" ? presence.connection : [],
  );
  assert(new Set(connections).size === connections.length, "a connection speaks for two");
  assert(connections.every(clients.knows), "somebody is live on no connection");
  assert((await server.store.deadlines.next()) === deadlineOf(room), "the deadline is not the document's");
  for (const client of clients.all) checkPicture(client, room, server.now);
}

/** A client that has heard everything believes what is so. */
function checkPicture(client: SimulatedClient, room: Room, now: number): void {
  const { session, picture } = client;
  if (session === null || picture === null || !isLive(client, room)) return;
  if (picture.n !== session.n || session.seen !== room.version) return;
  const actual = timeless(snapshot(room, now));
  const believed = timeless(picture.snapshot);
  const differ = `${client.name} believes ${JSON.stringify(believed)} of ${JSON.stringify(actual)}`;
  assert(isDeepStrictEqual(believed, actual), differ);
}

function isLive({ session, seat }: SimulatedClient, room: Room): boolean {
  const presence = room.participants.find(({ id }) => id === seat?.participant)?.presence;
  return presence?.kind === "live" && presence.connection === session?.connection;
}

function newClient(name: string, entitlement: SimulatedClient["entitlement"]): SimulatedClient {
  return { name, entitlement, session: null, request: null, seat: null, picture: null, face: null };
}

function weighted<T>(random: Random, choices: readonly (readonly [weight: number, choice: T])[]): T {
  return random.pick(choices.flatMap(([weight, choice]) => Array<T>(weight).fill(choice)));
}

function assert(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
