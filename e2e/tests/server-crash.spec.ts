import { connectionIds, seesAndHears, standstills, stretches } from "../harness/media.ts";
import type { Person } from "../harness/person.ts";
import { call } from "../harness/screens.ts";
import { type RoomServer, startServer } from "../harness/server.ts";
import { test as base, expect, type People } from "../harness/test.ts";
import { together } from "../harness/together.ts";

// A server of its own for each test, since the tests end it.
const test = base.extend<{ mortal: RoomServer }>({
  mortal: async ({ playwright: _ }, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },
});

/** What browsers write to the console while the server is not there. */
const expected = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket connection to/;
const band = "Network unstable, reconnecting. You can go on talking.";
const sampleMs = 500;

async function lost(person: Person): Promise<number> {
  return (await person.connections()).reduce(
    (sum, { video, audio }) => sum + video.packetsLost + audio.packetsLost,
    0,
  );
}

async function passes(ms: number): Promise<void> {
  const until = Date.now() + ms;
  await expect.poll(() => Date.now() >= until, { timeout: ms + 10_000 }).toBe(true);
}

interface Outage {
  readonly downMs: number;
  readonly relayed: boolean;
}

/** What must be the same after the outage. */
interface Before {
  readonly person: Person;
  readonly connections: readonly number[];
  readonly lost: number;
}

async function noteBefore(person: Person, { relayed }: Outage): Promise<Before> {
  const [leg] = await person.connections();
  if (relayed) expect(leg?.pair?.local).toBe("relay");
  else expect([leg?.pair?.local, leg?.pair?.remote]).not.toContain("relay");
  return { person, connections: await connectionIds(person), lost: await lost(person) };
}

/** Gives how many late pictures the machine itself explains: 0 unless others keep it busy. */
async function expectUnbroken({ person, connections, lost: lostBefore }: Before): Promise<number> {
  const all = stretches(await person.stopSampling());
  const told = all.map(({ decoded, captured }) => `${decoded}/${captured}`).join(" ");
  const { still, explained } = standstills(all);
  expect(still, `${person.label}, frames decoded/captured in ${sampleMs} ms: ${told}`).toBeLessThanOrEqual(
    explained,
  );
  expect(await connectionIds(person), `connections of ${person.label}`).toEqual(connections);
  expect((await lost(person)) - lostBefore, `packets that ${person.label} lost`).toBeLessThanOrEqual(5);
  return explained;
}

async function survives(server: RoomServer, people: People, outage: Outage): Promise<void> {
  const { anna, ben } = await together(server, people, {
    expected,
    ...(outage.relayed ? { forceTransport: "relay" as const } : {}),
  });
  const both = [anna, ben];
  const before = await Promise.all(both.map((person) => noteBefore(person, outage)));

  await Promise.all(both.map((person) => person.startSampling(sampleMs)));
  await server.crash();
  await Promise.all(both.map((person) => expect(person.page.getByText(band)).toBeVisible()));
  await passes(outage.downMs);
  await server.start();
  const back = Date.now();
  await Promise.all(both.map((person) => expect(person.page.getByText(band)).toBeHidden()));
  const tookMs = Date.now() - back;
  // The restart of ICE that follows a resume belongs to what must not be seen.
  await passes(2_000);
  const explained = await Promise.all(before.map(expectUnbroken));
  // On a machine that others keep busy a third of the speed is as good.
  expect(tookMs, "ms from the server's return to both seats").toBeLessThan(
    Math.max(...explained) > 0 ? 9_000 : 3_000,
  );

  // Back in their seats means that the room works: what one does reaches the other.
  await call(anna.page).button("Mute").click();
  await expect(call(ben.page).mutedMark("Anna")).toBeVisible();
  await call(anna.page).button("Unmute").click();
  await Promise.all(both.map(seesAndHears));
}

test("[S8] a direct call does not notice that the server is killed and comes back", async ({
  mortal,
  people,
}) => {
  await survives(mortal, people, { downMs: 4_000, relayed: false });
});

test("[S8] a relayed call does not notice that the server is killed and comes back", async ({
  mortal,
  people,
}) => {
  await survives(mortal, people, { downMs: 4_000, relayed: true });
});

test("[S8] a call outlives a server that is away for a minute", async ({ mortal, people }) => {
  test.setTimeout(120_000);
  await survives(mortal, people, { downMs: 60_000, relayed: true });
});
