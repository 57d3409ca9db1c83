import { describe, expect, it } from "vitest";
import { createFakeChance } from "../testing/fake-chance.ts";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createFakePage } from "../testing/fake-page.ts";
import { createFakeSockets } from "../testing/fake-socket.ts";
import { ann, bob, face, seat, welcomeInside, welcomeOutside } from "../testing/messages.ts";
import { createSession } from "./session.ts";

function setUp() {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const page = createFakePage();
  const heard: unknown[] = [];
  const session = createSession(
    { openSocket: sockets.open, clock, chance: createFakeChance(), page },
    { url: "https://calls.example/", handshake: () => ({ protocol: 1, room: "a-room" }) },
  );
  for (const event of ["event", "snapshot", "signal", "bye", "refused", "lost"] as const) {
    session.on(event, (payload) => heard.push([event, payload]));
  }
  return { clock, sockets, page, session, heard };
}

function inside() {
  const parts = setUp();
  parts.sockets.latest().say("welcome", welcomeInside(seat({ n: 5 })));
  return parts;
}

const left = { type: "left", participant: bob.id, reason: "left" } as const;

describe("connecting", () => {
  it("[C4] sends nothing before the welcome", async () => {
    const { session, sockets } = setUp();
    await expect(session.request("ice", {})).rejects.toMatchObject({ code: "disconnected" });
    expect(sockets.latest().requests).toEqual([]);
  });

  it("[S1] connects again within 100 ms, and goes on trying", async () => {
    const { clock, sockets } = inside();
    sockets.latest().lose();
    await clock.advance(100);
    expect(sockets.connections).toHaveLength(2);
    for (let minute = 0; minute < 10; minute += 1) {
      const before = sockets.connections.length;
      sockets.latest().lose();
      await clock.advance(2_000);
      expect(sockets.connections.length).toBe(before + 1);
    }
  });

  it("knocks first once several tries in a row have failed, and no more after a welcome", async () => {
    const { clock, sockets } = inside();
    for (let index = 0; index < 6; index += 1) {
      sockets.latest().lose();
      await clock.advance(2_000);
    }
    const knocks = (): boolean[] => sockets.connections.map(({ knockFirst }) => knockFirst);
    expect(knocks()).toEqual([false, false, false, false, false, true, true]);
    sockets.latest().say("welcome", welcomeInside(seat({ n: 5 })));
    sockets.latest().lose();
    await clock.advance(100);
    expect(knocks().at(-1)).toBe(false);
  });

  it("tries at once when the network or the page comes back", async () => {
    const { clock, sockets, page } = setUp();
    for (let index = 0; index < 8; index += 1) {
      sockets.latest().lose();
      if (index < 7) await clock.advance(2_000);
    }
    const before = sockets.connections.length;
    page.network();
    expect(sockets.connections.length).toBe(before + 1);
    page.wake();
    expect(sockets.connections.length).toBe(before + 1);
  });

  it("[C1] begins with polling after a try that nobody answered", async () => {
    const { clock, sockets } = setUp();
    await clock.advance(9_000);
    expect(sockets.connections.map(({ pollingFirst, closed }) => [pollingFirst, closed])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it("[C3] gives up when its version is refused, and not when the server is busy", async () => {
    const { clock, sockets, heard } = setUp();
    sockets.latest().refuse("shutting-down", { retryAfterMs: 500 });
    await clock.advance(400);
    expect(sockets.connections).toHaveLength(1);
    await clock.advance(200);
    expect(sockets.connections).toHaveLength(2);
    sockets.latest().refuse("version-too-old");
    await clock.advance(60_000);
    expect(sockets.connections).toHaveLength(2);
    expect(heard.at(-1)).toEqual(["refused", "version-too-old"]);
  });

  it("[S3] acknowledges a welcome when its listeners have kept the seat", () => {
    const { sockets, session } = setUp();
    let seenBefore = -1;
    session.on("welcomed", () => {
      seenBefore = sockets.latest().seen;
    });
    sockets.latest().say("welcome", welcomeInside(seat()));
    expect(seenBefore).toBe(0);
    expect(sockets.latest().seen).toBe(1);
  });

  it("drops a connection that does not answer after the network has changed", async () => {
    const { clock, sockets, page } = inside();
    page.network();
    expect(sockets.latest().requests.map(({ name }) => name)).toEqual(["sync"]);
    await clock.advance(2_100);
    expect(sockets.connections[0]?.closed).toBe(true);
    expect(sockets.connections).toHaveLength(2);
  });
});

describe("requests", () => {
  it("[R1] [R2] carry an id of their own and resolve with the result", async () => {
    const { session, sockets } = inside();
    const answer = session.request("update", { name: "Anna" });
    const [sent] = sockets.latest().requests;
    expect(sent?.payload).toMatchObject({ name: "Anna" });
    expect(sent?.payload.id).toMatch(/^[\w-]{16,32}$/);
    sent?.ok({});
    await expect(answer).resolves.toEqual({});
  });

  it("reject with the server's code", async () => {
    const { session, sockets } = inside();
    const answer = session.request("update", { name: "Anna" });
    sockets.latest().requests[0]?.answer({
      ok: false,
      error: { code: "too-many-requests", message: "Too many", retryAfterMs: 30 },
    });
    await expect(answer).rejects.toMatchObject({ code: "too-many-requests", retryAfterMs: 30 });
  });

  it("reject an answer of another shape", async () => {
    const { session, sockets } = inside();
    const answer = session.request("ice", {});
    sockets.latest().requests[0]?.ok({ servers: "none" });
    await expect(answer).rejects.toMatchObject({ code: "internal" });
  });

  it("[R8] fail after 8 s without an answer, and a late one changes nothing", async () => {
    const { clock, session, sockets } = inside();
    const answer = session.request("ice", {});
    const failed = expect(answer).rejects.toMatchObject({ code: "timeout" });
    await clock.advance(8_000);
    await failed;
    sockets.latest().requests[0]?.ok({ servers: [], relay: false });
  });

  it("fail with their connection, and are never sent on the next", async () => {
    const { clock, session, sockets } = inside();
    const answer = session.request("ice", {});
    const failed = expect(answer).rejects.toMatchObject({ code: "disconnected" });
    sockets.latest().lose();
    await failed;
    await clock.advance(200);
    sockets.latest().say("welcome", welcomeInside(seat()));
    expect(sockets.latest().requests).toEqual([]);
  });

  it("[R7] but join and leave need a seat", async () => {
    const { session, sockets } = setUp();
    sockets.latest().say("welcome", welcomeOutside());
    await expect(session.request("sync", {})).rejects.toMatchObject({ code: "not-joined" });
    expect(session.inside).toBe(false);
  });
});

describe("events", () => {
  it("[E1] are passed on in order, once", () => {
    const { sockets, heard } = inside();
    sockets.latest().say("event", { n: 6, event: left });
    sockets.latest().say("event", { n: 6, event: left });
    sockets.latest().say("event", { n: 7, event: { type: "joined", participant: bob } });
    expect(heard).toEqual([
      ["event", left],
      ["event", { type: "joined", participant: bob }],
    ]);
    expect(sockets.latest().requests).toEqual([]);
  });

  it("[E3] that skip a number lead to the whole picture, and count from there", async () => {
    const { clock, sockets, heard } = inside();
    sockets.latest().say("event", { n: 8, event: left });
    sockets.latest().say("event", { n: 9, event: left });
    const [sync, ...more] = sockets.latest().requests;
    expect(sync?.name).toBe("sync");
    expect(more).toEqual([]);
    const { snapshot } = seat();
    sync?.ok({ snapshot, n: 9 });
    await clock.settle();
    expect(heard).toEqual([["snapshot", snapshot]]);
    sockets.latest().say("event", { n: 10, event: left });
    expect(heard.at(-1)).toEqual(["event", left]);
  });

  it("[E2] [E3] that were missed altogether are found by the beat", () => {
    const { sockets } = inside();
    sockets.latest().say("beat", { n: 5 });
    expect(sockets.latest().requests).toEqual([]);
    sockets.latest().say("beat", { n: 6 });
    expect(sockets.latest().requests.map(({ name }) => name)).toEqual(["sync"]);
  });

  it("of another shape are dropped, and found missing", () => {
    const { sockets, heard } = inside();
    sockets.latest().say("event", { n: 6, event: { type: "exploded" } });
    sockets.latest().say("signal", { from: "nobody" });
    sockets.latest().say("beat", "soon");
    expect(heard).toEqual([]);
    sockets.latest().say("beat", { n: 6 });
    expect(sockets.latest().requests.map(({ name }) => name)).toEqual(["sync"]);
  });

  it("outside are faces, and a gap is no loss", () => {
    const { sockets, heard } = setUp();
    sockets.latest().say("welcome", welcomeOutside());
    sockets.latest().say("event", { n: 3, event: { type: "face", face: face(["Bob"]) } });
    expect(heard).toEqual([["event", { type: "face", face: face(["Bob"]) }]]);
  });

  it("[J1] that follow the answer to a join wait until the room is there", async () => {
    const { sockets, session, heard, clock } = setUp();
    sockets.latest().say("welcome", welcomeOutside());
    const answer = session.request("join", { name: "Ann", media: ann.media });
    const mine = seat({ n: 3 }, [bob]);
    sockets.latest().requests[0]?.ok(mine);
    sockets.latest().say("event", { n: 4, event: left });
    sockets.latest().say("signal", { from: bob.id, life: 1, generation: 1 });
    await clock.settle();
    expect(heard).toEqual([]);
    session.seated(await answer);
    expect(heard.map((one) => (Array.isArray(one) ? one[0] : one))).toEqual(["event", "signal"]);
    expect(session.inside).toBe(true);
  });
});

describe("bye", () => {
  it.each(["replaced", "removed", "left"] as const)("[L2] %s: stays away", async (reason) => {
    const { clock, sockets, page, heard } = inside();
    sockets.latest().say("bye", { reason });
    await clock.advance(60_000);
    page.network();
    page.wake();
    expect(sockets.connections).toHaveLength(1);
    expect(sockets.latest().closed).toBe(true);
    expect(heard).toEqual([["bye", reason]]);
  });

  it("[L2] restarting: comes back within a second or so", async () => {
    const { clock, sockets } = inside();
    sockets.latest().say("bye", { reason: "restarting" });
    await clock.advance(1_000);
    expect(sockets.connections).toHaveLength(2);
  });
});

it("is silent after close", async () => {
  const { clock, sockets, session, heard } = inside();
  const answer = session.request("ice", {});
  const failed = expect(answer).rejects.toMatchObject({ code: "disconnected" });
  session.close();
  session.close();
  await failed;
  sockets.latest().say("event", { n: 6, event: left });
  await clock.advance(60_000);
  expect(sockets.connections).toHaveLength(1);
  expect(heard).toEqual([]);
});
