import { limits } from "@confab/protocol";
import { describe, expect, it } from "vitest";
import { decide } from "../rooms/decide.ts";
import type { Entry, RoomStore } from "../rooms/store/store.ts";
import { settled } from "../rooms/testing/fake-clock.ts";
import { requestId } from "./testing/caller.ts";
import { createWorld, guestKey, hostKey, resumeOf, roomId, roomName } from "./testing/fake-gateway.ts";

const description = { type: "offer", sdp: "v=0\r\n" };
const media = { microphone: true, camera: true };

/** A store whose entries reach subscribers only when, and if, the test lets them. */
function withHeldEntries(store: RoomStore): {
  store: RoomStore;
  release(): void;
  drop(): void;
  hold(): void;
} {
  let held: (() => void)[] | null = null;
  return {
    store: {
      ...store,
      subscribe: (room, listener) =>
        store.subscribe(room, (entry: Entry) => {
          if (held) held.push(() => listener(entry));
          else listener(entry);
        }),
    },
    hold: () => {
      held ??= [];
    },
    release() {
      const late = held ?? [];
      held = null;
      for (const tell of late) tell();
    },
    drop() {
      held = null;
    },
  };
}

describe("numbers", () => {
  it("[E3] skip where an entry was missed, so that the client sees the gap", async () => {
    const world = await createWorld(3);
    const lossy = withHeldEntries(world.store);
    const gateway = world.node("a", lossy.store);
    const ann = world.call(gateway);
    await ann.join("Ann");
    lossy.hold();
    await world.call(gateway).join("Bob");
    lossy.drop();
    await world.call(gateway).join("Eve");
    expect(ann.connection.of("event")).toMatchObject([
      { n: 2, event: { type: "joined", participant: { name: "Eve" } } },
    ]);
    expect(await ann.ask("sync")).toMatchObject({
      ok: true,
      result: { n: 2, snapshot: { participants: [{ name: "Ann" }, { name: "Bob" }, { name: "Eve" }] } },
    });
  });

  it("[E3] of a sync belong to its snapshot, even if the store is ahead of what was told", async () => {
    const world = await createWorld(3);
    const lossy = withHeldEntries(world.store);
    const gateway = world.node("a", lossy.store);
    const ann = world.call(gateway);
    await ann.join("Ann");
    lossy.hold();
    await world.call(gateway).join("Bob");
    expect(await ann.ask("sync")).toMatchObject({
      result: { n: 0, snapshot: { participants: [{}, { name: "Bob" }] } },
    });
    lossy.release();
    await settled();
    expect(ann.connection.of("event")).toEqual([]);
    await world.call(gateway).join("Eve");
    expect(ann.connection.of("event")).toMatchObject([{ n: 1, event: { participant: { name: "Eve" } } }]);
  });

  it("[E2] are told every 5 s to those inside, and to nobody else", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    await ann.join("Ann");
    const watcher = world.call(gateway);
    await world.clock.advance(limits.beatMs);
    expect(ann.connection.of("beat")).toEqual([{ n: 0 }]);
    await world.call(gateway).join("Bob");
    await world.clock.advance(limits.beatMs);
    expect(ann.connection.of("beat")).toEqual([{ n: 0 }, { n: 1 }]);
    expect(watcher.connection.of("beat")).toEqual([]);
    await ann.ask("leave");
    await world.clock.advance(limits.beatMs);
    expect(ann.connection.of("beat")).toHaveLength(2);
    await gateway.close();
    expect(world.clock.waiting).toBe(0);
  });

  it("[O2] outside need no sync: after a missed entry comes a face that holds everything", async () => {
    const world = await createWorld(3);
    const lossy = withHeldEntries(world.store);
    const gateway = world.node("a", lossy.store);
    const watcher = world.call(gateway);
    await watcher.welcome();
    lossy.hold();
    const ann = world.call(gateway);
    await ann.join("Ann");
    lossy.drop();
    await ann.ask("update", { media: { microphone: false, camera: false } });
    expect(watcher.connection.of("event")).toMatchObject([
      { n: 1, event: { type: "face", face: { present: [{ name: "Ann" }] } } },
    ]);
  });
});

describe("joining", () => {
  it("[J1] holds back what happens while the answer is on its way", async () => {
    const world = await createWorld(3);
    let answer: () => void = () => undefined;
    const slow: RoomStore = {
      ...world.store,
      async transact(room, rule) {
        const decision = await world.store.transact(room, rule);
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return decision;
      },
    };
    const ann = world.call(world.node("slow", slow));
    await ann.welcome();
    const joining = ann.ask("join", { name: "Ann", media });
    await joining;
    const bob = world.call(world.node("quick"));
    const bobs = await bob.join("Bob");
    const [anns] = bobs.snapshot.participants;
    await bob.ask("signal", { to: anns?.id, life: 1, generation: 1, description });
    expect(ann.connection.sent.map(({ name }) => name)).toEqual(["welcome"]);
    answer();
    await settled();
    expect(ann.answers).toMatchObject([
      { ok: true, result: { n: 0, snapshot: { participants: [{ name: "Ann" }] } } },
    ]);
    expect(ann.connection.sent.slice(1)).toMatchObject([
      { name: "event", payload: { n: 1, event: { type: "joined", participant: { name: "Bob" } } } },
      { name: "signal", payload: { from: bobs.you } },
    ]);
  });

  it("keeps the seat for its time of grace if the connection is lost meanwhile", async () => {
    const world = await createWorld();
    const ann = world.call(world.node("a"));
    await ann.welcome();
    ann.send("join", { id: requestId(), name: "Ann", media });
    await ann.lose();
    expect((await world.store.read(roomId))?.participants).toMatchObject([{ presence: { kind: "silent" } }]);
  });

  it("refuses a second join under way with already-joined", async () => {
    const world = await createWorld();
    const ann = world.call(world.node("a"));
    await ann.welcome();
    ann.send("join", { id: requestId(), name: "Ann", media });
    ann.send("join", { id: requestId(), name: "Ann again", media });
    await settled();
    expect(ann.answers).toMatchObject([{ ok: false, error: { code: "already-joined" } }, { ok: true }]);
  });

  it("[R1] answers a repetition that comes before the answer, once for each", async () => {
    const world = await createWorld();
    const ann = world.call(world.node("a"));
    await ann.welcome();
    const join = { id: requestId(), name: "Ann", media };
    ann.send("join", join);
    ann.send("join", join);
    await settled();
    const [first, second] = ann.answers;
    expect(first?.ok && second?.ok && "secret" in first.result && "secret" in second.result).toBe(true);
    expect(second).toMatchObject({ result: { you: first?.ok && "you" in first.result && first.result.you } });
    expect((await world.store.read(roomId))?.participants).toHaveLength(1);
  });
});

describe("coming back", () => {
  it("[L3] holds the seat of a page that says it is being unloaded", async () => {
    const world = await createWorld();
    const ann = world.call(world.node("a"));
    await ann.join("Ann");
    ann.send("leave", { id: requestId(), returning: true });
    await settled();
    await ann.lose();
    expect((await world.store.read(roomId))?.participants).toMatchObject([
      { presence: { kind: "unloading" } },
    ]);
    expect(ann.connection.sent.map(({ name }) => name)).not.toContain("bye");
  });

  it("[S5] counts from the last sign of life", async () => {
    const world = await createWorld();
    const ann = world.call(world.node("a"));
    await ann.join("Ann");
    await world.clock.advance(60_000);
    await ann.lose(9000);
    expect((await world.store.read(roomId))?.participants[0]?.presence).toEqual({
      kind: "silent",
      since: world.clock.now() - 9000,
    });
    const back = world.call(world.node("b"));
    await back.join("Bob");
    await back.lose(9000);
    // Something was heard later than the door knows.
    expect((await world.store.read(roomId))?.participants[1]?.presence).toMatchObject({
      since: world.clock.now(),
    });
  });

  it("[S5] tells who is there of a seat that is lost", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    await ann.join("Ann");
    const bob = world.call(gateway);
    const seat = await bob.join("Bob");
    await bob.lose();
    await world.clock.advance(limits.seatGraceMs);
    await world.store.transact(roomId, (room) => decide(room, { type: "expire" }, world.clock.now()));
    expect(ann.connection.of("event").at(-1)).toMatchObject({
      event: { type: "left", participant: seat.you, reason: "timeout" },
    });
    const gone = await world.call(gateway, resumeOf(seat)).welcome();
    expect(gone.session).toMatchObject({ state: "outside", refused: "resume-unknown" });
  });

  it("closes as a lost network would if the store fails, so that the client tries again", async () => {
    const world = await createWorld();
    const broken: RoomStore = { ...world.store, read: () => Promise.reject(new Error("disk on fire")) };
    const ann = world.call(world.node("a", broken));
    await settled();
    expect(ann.connection.endedHow).toBe("come-back");
    expect(ann.connection.sent).toEqual([]);
  });
});

describe("two nodes", () => {
  it("[N2] forward signals to each other", async () => {
    const world = await createWorld();
    const ann = world.call(world.node("a"));
    const anns = await ann.join("Ann");
    const bob = world.call(world.node("b"));
    const bobs = await bob.join("Bob", { opening: { description } });
    await settled();
    expect(bobs.opened).toBe(anns.you);
    expect(ann.connection.of("signal")).toMatchObject([{ from: bobs.you, generation: 1 }]);
    expect(await ann.ask("signal", { to: bobs.you, life: 1, generation: 1, description })).toMatchObject({
      ok: true,
    });
    expect(bob.connection.of("signal")).toMatchObject([{ from: anns.you }]);
  });

  it("[J7] let no signal overtake the event that it follows", async () => {
    const world = await createWorld();
    const late = withHeldEntries(world.store);
    const ann = world.call(world.node("a", late.store));
    await ann.join("Ann");
    late.hold();
    const bob = world.call(world.node("b"));
    await bob.join("Bob", { opening: { description } });
    await settled();
    expect(ann.connection.sent.map(({ name }) => name)).toEqual(["welcome"]);
    late.release();
    expect(ann.connection.sent.map(({ name }) => name)).toEqual(["welcome", "event", "signal"]);
  });

  it("[S4] let the newest connection win wherever it is", async () => {
    const world = await createWorld();
    const older = world.call(world.node("a"));
    const seat = await older.join("Ann");
    const newer = world.call(world.node("b"), resumeOf(seat));
    expect((await newer.welcome()).session.state).toBe("inside");
    expect(older.connection.of("bye")).toEqual([{ reason: "replaced" }]);
    expect(older.connection.endedHow).toBe("stay-away");
    await older.lose();
    expect((await world.store.read(roomId))?.participants[0]?.presence.kind).toBe("live");
  });

  it("ignore what makes no sense", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    await ann.join("Ann");
    await world.store.sessions.send({ node: "a", connection: ann.connection.id }, { after: 0, signal: 1 });
    await world.store.sessions.send({ node: "a", connection: "nobody" }, null);
    expect(ann.connection.of("signal")).toEqual([]);
  });
});

describe("what goes wrong", () => {
  it("is answered internal and logged without the payload; the request may be tried again", async () => {
    const world = await createWorld();
    let broken = false;
    const failing: RoomStore = {
      ...world.store,
      transact: (room, rule) =>
        broken ? Promise.reject(new Error("disk on fire")) : world.store.transact(room, rule),
    };
    const ann = world.call(world.node("a", failing));
    await ann.join("Ann");
    broken = true;
    const update = { id: requestId(), name: "Top secret" };
    expect(await ann.ask("update", update)).toMatchObject({ error: { code: "internal" } });
    expect(world.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect(JSON.stringify(world.log.lines)).not.toContain("Top secret");
    broken = false;
    expect(await ann.ask("update", update)).toMatchObject({ ok: true });
  });

  it("leaves a refused joiner outside, to try again", async () => {
    const world = await createWorld();
    let broken = true;
    const failing: RoomStore = {
      ...world.store,
      transact: (room, rule) =>
        broken ? Promise.reject(new Error("disk on fire")) : world.store.transact(room, rule),
    };
    const ann = world.call(world.node("a", failing));
    await ann.welcome();
    expect(await ann.ask("join", { name: "Ann", media })).toMatchObject({ error: { code: "internal" } });
    broken = false;
    await ann.join("Ann");
  });

  it("[R5] is a hammering client, which is thrown out in the end", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    await ann.join("Ann");
    for (let n = 0; n < 1200; n += 1) ann.send("ice", { id: requestId() });
    expect(ann.connection.endedHow).toBe("stay-away");
    expect(ann.answers.length).toBeLessThanOrEqual(1102);
    expect(ann.answers.at(-1)).toMatchObject({ error: { code: "too-many-requests" } });
  });

  it("is not made of secrets in the log", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    const seat = await ann.join("Ann", { opening: { description } });
    await ann.lose();
    await world.call(gateway, resumeOf(seat)).welcome();
    gateway.admit({ auth: { protocol: 0, key: guestKey }, address: "192.0.2.17" });
    const written = JSON.stringify(world.log.lines);
    for (const secret of [seat.secret, guestKey, "v=0", "192.0.2.17"]) expect(written).not.toContain(secret);
    expect(written).toContain("192.0.2.x");
  });
});

describe("rooms", () => {
  it("are followed by one subscription, for as long as there is a session", async () => {
    const world = await createWorld();
    let following = 0;
    const counting: RoomStore = {
      ...world.store,
      subscribe(room, listener) {
        following += 1;
        const stop = world.store.subscribe(room, listener);
        return () => {
          following -= 1;
          stop();
        };
      },
    };
    const gateway = world.node("a", counting);
    const ann = world.call(gateway);
    await ann.join("Ann");
    const bob = world.call(gateway, { key: hostKey });
    await bob.join("Bob");
    expect(following).toBe(1);
    expect(gateway.census()).toEqual({ sessions: 2, participants: 2, rooms: 1, calls: 1 });
    await ann.lose();
    await bob.ask("leave");
    expect(following).toBe(0);
    expect(gateway.census()).toEqual({ sessions: 0, participants: 0, rooms: 0, calls: 0 });
    await world.call(gateway, { room: "no-such-room" }).welcome();
    expect(following).toBe(0);
  });

  it("[O1] that are gone show the face of those that never were", async () => {
    const world = await createWorld();
    const watcher = world.call(world.node("a"));
    await watcher.welcome();
    const later = world.clock.now() + 31 * 24 * 3600 * 1000;
    await world.store.transact(roomId, (room) => decide(room, { type: "expire" }, later));
    expect(watcher.connection.of("event")).toMatchObject([
      { event: { type: "face", face: { entitled: "none", room: roomName, because: "bad-key" } } },
    ]);
    expect(await watcher.ask("join", { name: "Ann", media })).toMatchObject({ error: { code: "bad-key" } });
  });
});

describe("closing", () => {
  it("[L2] says goodbye to all, gives seats their grace and refuses newcomers", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    await ann.join("Ann");
    const watcher = world.call(gateway);
    await watcher.welcome();
    await Promise.all([gateway.close(), gateway.close()]);
    for (const { connection } of [ann, watcher]) {
      expect(connection.of("bye")).toEqual([{ reason: "restarting" }]);
      expect(connection.endedHow).toBe("come-back");
    }
    expect((await world.store.read(roomId))?.participants[0]?.presence.kind).toBe("silent");
    expect(gateway.admit({ auth: { protocol: 1, room: roomName }, address: "" })).toMatchObject({
      ok: false,
      error: { code: "shutting-down" },
    });
    expect(world.clock.waiting).toBe(0);
  });

  it("counts what was asked and how it ended", async () => {
    const world = await createWorld();
    const gateway = world.node("a");
    const ann = world.call(gateway);
    const seat = await ann.join("Ann");
    await ann.ask("kick");
    await ann.lose();
    await world.call(gateway, resumeOf(seat)).welcome();
    expect(world.counted).toEqual(
      ["joined", "join ok", "unknown unknown-request", "resumed ok"].sort(
        (a, b) => world.counted.indexOf(a) - world.counted.indexOf(b),
      ),
    );
  });
});
