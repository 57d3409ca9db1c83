import { connectionIds, framesPerSample, seesAndHears } from "../harness/media.ts";
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

interface Outage {
  readonly downMs: number;
  readonly relayed: boolean;
}

async function survives(server: RoomServer, people: People, outage: Outage): Promise<void> {
  const { anna, ben } = await together(server, people, {
    expected,
    ...(outage.relayed ? { forceTransport: "relay" as const } : {}),
  });
  const both = [anna, ben];
  for (const person of both) {
    const [leg] = await person.connections();
    if (outage.relayed) expect(leg?.pair?.local).toBe("relay");
    else expect([leg?.pair?.local, leg?.pair?.remote]).not.toContain("relay");
  }
  const before = await Promise.all(
    both.map(async (person) => [await connectionIds(person), await lost(person)]),
  );

  // A control window of the same run tells the machine's own unrest from the outage's.
  await Promise.all(both.map((person) => person.startSampling(sampleMs)));
  await server.crash();
  await Promise.all(both.map((person) => expect(person.page.getByText(band)).toBeVisible()));
  const until = Date.now() + outage.downMs;
  await expect.poll(() => Date.now() >= until, { timeout: outage.downMs + 10_000 }).toBe(true);
  await server.start();
  const back = Date.now();
  await Promise.all(both.map((person) => expect(person.page.getByText(band)).toBeHidden({ timeout: 3_000 })));
  const tookMs = Date.now() - back;
  // The restart of ICE that follows a resume belongs to what must not be seen.
  const settled = Date.now() + 2_000;
  await expect.poll(() => Date.now() >= settled).toBe(true);

  for (const [at, person] of both.entries()) {
    const frames = framesPerSample(await person.stopSampling());
    expect(frames.length).toBeGreaterThan(outage.downMs / sampleMs);
    expect(
      Math.min(...frames),
      `fewest frames of ${person.label} in ${sampleMs} ms: ${frames}`,
    ).toBeGreaterThan(0);
    expect(await connectionIds(person), `connections of ${person.label}`).toEqual(before[at]?.[0]);
    expect(
      (await lost(person)) - Number(before[at]?.[1]),
      `packets ${person.label} lost`,
    ).toBeLessThanOrEqual(5);
  }
  expect(tookMs).toBeLessThan(3_000);

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
