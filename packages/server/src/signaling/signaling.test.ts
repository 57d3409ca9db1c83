import type { CreateRoomAnswer, Seat } from "@confab/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Caller, type CallerOptions, call, refusal, requestId } from "./testing/caller.ts";
import { startServer, type TestServer } from "./testing/start-server.ts";

let server: TestServer;
let room: CreateRoomAnswer;
let callers: Caller[] = [];

beforeEach(async () => {
  server = await startServer();
  room = await server.createRoom();
});

afterEach(async () => {
  for (const caller of callers) caller.close();
  callers = [];
  await server.close();
});

function connect(auth: object = {}, more: Omit<CallerOptions, "auth"> = {}): Caller {
  const caller = call(server.url, {
    auth: { protocol: 1, room: room.room, key: room.guestKey, ...auth },
    ...more,
  });
  callers.push(caller);
  return caller;
}

async function joined(name: string, auth: object = {}): Promise<{ caller: Caller; seat: Seat }> {
  const caller = connect(auth);
  return { caller, seat: await caller.join(name) };
}

function resumeOf(seat: Seat, fresh = false): object {
  return { resume: { participant: seat.you, secret: seat.secret, fresh } };
}

async function seatBack(seat: Seat, fresh = false, mute = false): Promise<{ caller: Caller; seat: Seat }> {
  const caller = connect(resumeOf(seat, fresh), { mute });
  const { session } = await caller.welcomed();
  if (session.state !== "inside") throw new Error(`Not resumed: ${session.refused}`);
  return { caller, seat: session.seat };
}

const opening = {
  description: { type: "offer" as const, sdp: "v=0\r\nopening" },
  candidates: [{ candidate: "" }],
};

describe("handshake", () => {
  it("[C3] refuses other versions by name, before it looks at anything else", async () => {
    expect(await refusal(server.url, { protocol: 0 })).toMatchObject({ code: "version-too-old" });
    expect(await refusal(server.url, { protocol: 2, room: 7 })).toMatchObject({ code: "version-too-new" });
    expect(await refusal(server.url, { protocol: 1, room: "No!" })).toMatchObject({
      code: "bad-request",
      detail: "room",
    });
    expect(await refusal(server.url, {})).toMatchObject({ code: "bad-request", detail: "protocol" });
  });

  it("[C4] welcomes first, and answers nothing before", async () => {
    const caller = connect();
    await caller.welcomed();
    expect(caller.heard[0]?.kind).toBe("welcome");
  });

  it("[C5] ignores unknown fields", async () => {
    const caller = connect({ colour: "blue", client: "test/1" });
    const extra = { colour: "blue", name: "Ann", media: { microphone: true, camera: true, smell: true } };
    await caller.welcomed();
    expect(await caller.raw("join", { id: requestId(), ...extra })).toMatchObject({ ok: true });
    expect(JSON.stringify(await server.store.read(`default/${room.room}`))).not.toContain("smell");
  });

  it("[C8] refuses pages of other origins", async () => {
    const from = (origin: string) => ({ extraHeaders: { origin } });
    expect(await refusal(server.url, { protocol: 1, room: "a" }, from("https://evil.example"))).toBe(
      "websocket error",
    );
    const own = connect({}, { io: from(`http://127.0.0.1:${server.port}`) });
    await own.welcomed();
  });
});

describe("outside", () => {
  it("[O1] shows the same face for a bare name and a wrong key, whether or not the room exists", async () => {
    const faces = [];
    for (const auth of [
      { key: undefined },
      { key: undefined, room: "no-such-room" },
      { key: "x".repeat(22) },
      { key: "x".repeat(22), room: "no-such-room" },
    ]) {
      const { session } = await connect(auth).welcomed();
      faces.push(session.state === "outside" && session.face);
    }
    expect(faces).toEqual([
      { entitled: "none", room: room.room, because: "not-open" },
      { entitled: "none", room: "no-such-room", because: "not-open" },
      { entitled: "none", room: room.room, because: "bad-key" },
      { entitled: "none", room: "no-such-room", because: "bad-key" },
    ]);
  });

  it("[O2] shows a key holder who is there, and every change of it", async () => {
    const watcher = connect({ key: room.hostKey });
    const { session } = await watcher.welcomed();
    expect(session).toMatchObject({
      state: "outside",
      face: { entitled: "host", room: room.room, mode: "call", capacity: 2, present: [] },
    });
    const { caller } = await joined("Ann");
    const first = await watcher.hear("event");
    expect(first.event).toMatchObject({
      n: 1,
      event: { type: "face", face: { present: [{ name: "Ann", away: false }] } },
    });
    await caller.ask("leave", {});
    const second = await watcher.hear("event", ({ event }) => event.n === 2);
    expect(second.event.event).toMatchObject({ type: "face", face: { present: [] } });
  });

  it("[O3] hands out STUN only", async () => {
    const { session } = await connect().welcomed();
    expect(session).toMatchObject({ ice: { servers: [{ urls: ["stun:127.0.0.1:3478"] }], relay: true } });
  });

  it("[R7] refuses everything but join and leave", async () => {
    const caller = connect({ key: undefined });
    await caller.welcomed();
    for (const name of ["update", "sync", "ice"] as const) {
      expect(await caller.ask(name, {})).toMatchObject({ ok: false, error: { code: "not-joined" } });
    }
  });
});

describe("joining", () => {
  it("[J1] [J2] [J5] [E1] answers before any event, and the events are numbered", async () => {
    const { caller: ann, seat } = await joined("Ann", { key: room.hostKey });
    expect(seat).toMatchObject({ n: 0, snapshot: { room: room.room, capacity: 2 } });
    expect(seat.snapshot.participants).toMatchObject([
      { id: seat.you, name: "Ann", role: "host", life: 1, state: { kind: "active" } },
    ]);
    expect(seat.ice.servers[1]?.username).toContain(seat.you);
    const bob = connect();
    const bobs = await bob.join("Bob");
    expect(bobs.snapshot.participants.map(({ name, role }) => [name, role])).toEqual([
      ["Ann", "host"],
      ["Bob", "guest"],
    ]);
    await ann.ask("update", { name: "Anna" });
    const heard = await bob.hear("event");
    expect(bob.heard.findIndex(({ kind }) => kind === "answer")).toBeLessThan(bob.heard.indexOf(heard));
    expect((await ann.hear("event")).event).toMatchObject({
      n: 1,
      event: { type: "joined", participant: { name: "Bob" } },
    });
    expect((await ann.hear("event", ({ event }) => event.n === 2)).event.event).toMatchObject({
      type: "changed",
      participant: { name: "Anna" },
    });
    expect(heard.event).toMatchObject({ n: 1, event: { type: "changed" } });
  });

  it("[J3] refuses the third, and lets a waiting one in after somebody has left", async () => {
    const { caller: ann } = await joined("Ann");
    await joined("Bob");
    const eve = connect();
    await eve.welcomed();
    const ask = () => eve.ask("join", { name: "Eve", media: { microphone: false, camera: false } });
    expect(await ask()).toMatchObject({ ok: false, error: { code: "room-full" } });
    await ann.ask("leave", {});
    expect(await ask()).toMatchObject({ ok: true });
  });

  it("[J4] refuses bare names and wrong keys", async () => {
    const media = { microphone: true, camera: true };
    const bare = connect({ key: undefined });
    await bare.welcomed();
    expect(await bare.ask("join", { name: "A", media })).toMatchObject({ error: { code: "not-open" } });
    const wrong = connect({ key: "x".repeat(22) });
    await wrong.welcomed();
    expect(await wrong.ask("join", { name: "A", media })).toMatchObject({ error: { code: "bad-key" } });
  });

  it("[J6] finds the seat of a join whose answer was lost, on a new connection, with a new secret", async () => {
    const id = requestId();
    const { caller: ann } = await joined("Ann");
    const first = connect();
    const seat = await first.join("Bob", { id, opening });
    first.close();
    const second = connect();
    const again = await second.join("Bob", { id, opening });
    expect(again.you).toBe(seat.you);
    expect(again.secret).not.toBe(seat.secret);
    expect(again.snapshot.participants).toHaveLength(2);
    expect(ann.heard.filter(({ kind }) => kind === "event")).toHaveLength(1);
  });

  it("[J7] hands the opening to who has been there longest, after the joined event", async () => {
    const { caller: ann, seat: anns } = await joined("Ann");
    const bob = connect();
    const seat = await bob.join("Bob", { opening });
    expect(seat.opened).toBe(anns.you);
    const heard = await ann.hear("signal");
    expect(heard.signal).toEqual({ from: seat.you, life: 1, generation: 1, ...opening });
    const told = await ann.hear("event");
    expect(ann.heard.indexOf(told)).toBeLessThan(ann.heard.indexOf(heard));
    expect(anns.opened).toBeUndefined();
  });

  it("[J9] trims names and refuses control characters", async () => {
    const caller = connect();
    await caller.welcomed();
    const media = { microphone: true, camera: true };
    expect(await caller.ask("join", { name: "a\u202eb", media })).toMatchObject({
      error: { code: "bad-request", detail: "name" },
    });
    const seat = await caller.join("  Ann ");
    expect(seat.snapshot.participants[0]?.name).toBe("Ann");
  });
});

describe("requests", () => {
  it("[R1] answers a repeated request again, and lets it take effect once", async () => {
    const { caller: ann } = await joined("Ann");
    const bob = connect();
    await bob.welcomed();
    const id = requestId();
    const seat = await bob.join("Bob", { id });
    const again = await bob.join("Bob", { id });
    expect({ ...again, ice: null, snapshot: null }).toEqual({ ...seat, ice: null, snapshot: null });
    const update = { id: requestId(), name: "Bert" };
    expect(await bob.ask("update", update)).toEqual({ ok: true, result: {} });
    expect(await bob.ask("update", { ...update, name: "Ben" })).toEqual({ ok: true, result: {} });
    await ann.hear("event", ({ event }) => event.n === 2);
    await ann.ask("sync", {});
    expect(ann.heard.filter(({ kind }) => kind === "event")).toHaveLength(2);
    // The secret of the first answer is still good.
    bob.close();
    await seatBack(seat);
  });

  it("[R3] takes effect without an acknowledgement", async () => {
    const { caller: ann } = await joined("Ann");
    const bob = connect();
    await bob.welcomed();
    bob.socket.emit("join", { id: requestId(), name: "Bob", media: { microphone: true, camera: false } });
    expect((await ann.hear("event")).event.event).toMatchObject({
      type: "joined",
      participant: { name: "Bob" },
    });
    bob.socket.emit("update", { id: requestId(), name: "Bert" });
    expect((await ann.hear("event", ({ event }) => event.n === 2)).event.event).toMatchObject({
      type: "changed",
    });
  });

  it("[R4] names the offending field", async () => {
    const { caller } = await joined("Ann");
    expect(
      await caller.raw("update", { id: requestId(), media: { microphone: 1, camera: true } }),
    ).toMatchObject({
      error: { code: "bad-request", detail: "media.microphone" },
    });
    expect(await caller.raw("update", null)).toMatchObject({
      error: { code: "bad-request", detail: "payload" },
    });
    expect(await caller.raw("update")).toMatchObject({ error: { code: "bad-request" } });
  });

  it("[R5] limits the rate and says how long to wait", async () => {
    const { caller } = await joined("Ann");
    const answers = await Promise.all(Array.from({ length: 120 }, () => caller.ask("ice", {})));
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toMatchObject({
      error: { code: "too-many-requests", retryAfterMs: expect.any(Number) },
    });
  });

  it("[R6] does not know other names", async () => {
    const { caller } = await joined("Ann");
    for (const name of ["kick", "toString", "__proto__", ""]) {
      expect(await caller.raw(name, { id: requestId() })).toMatchObject({
        error: { code: "unknown-request" },
      });
    }
  });

  it("[E5] [E6] tells everybody of a changed name and media state, oneself included", async () => {
    const { caller: ann } = await joined("Ann");
    const { caller: bob } = await joined("Bob");
    await bob.ask("update", { media: { microphone: false, camera: false } });
    const { event } = await ann.hear("event", (heard) => heard.event.n === 2);
    expect(event.event).toMatchObject({
      type: "changed",
      participant: { name: "Bob", media: { microphone: false, camera: false } },
    });
    await bob.hear("event", (heard) => heard.event.event.type === "changed");
  });

  it("[E3] answers sync with a snapshot and the number that it belongs to", async () => {
    const { caller: ann } = await joined("Ann");
    await joined("Bob");
    expect(await ann.ask("sync", {})).toMatchObject({
      ok: true,
      result: { n: 1, snapshot: { participants: [{ name: "Ann" }, { name: "Bob" }] } },
    });
  });

  it("[J8] gives fresh credentials on request", async () => {
    const { caller, seat } = await joined("Ann");
    const answer = await caller.ask("ice", {});
    expect(answer).toMatchObject({ ok: true, result: { relay: true } });
    expect(answer).not.toMatchObject({ result: { servers: seat.ice.servers } });
  });

  it("[E2] beats with the number of the last event", async () => {
    const { caller } = await joined("Ann");
    await joined("Bob");
    expect((await caller.hear("beat", ({ n }) => n > 0)).n).toBe(1);
  });
});

describe("signals", () => {
  const description = { type: "offer" as const, sdp: "v=0\r\n" };

  it("[N1] pass between participants, with the sender's life", async () => {
    const { caller: ann, seat: anns } = await joined("Ann");
    const { caller: bob, seat: bobs } = await joined("Bob");
    const signal = { life: 1, generation: 1, description, candidates: [{ candidate: "", mid: "0" }] };
    expect(await bob.ask("signal", { to: anns.you, ...signal })).toEqual({ ok: true, result: {} });
    expect((await ann.hear("signal")).signal).toEqual({ from: bobs.you, ...signal });
  });

  it("[N2] do not leave the call, nor come in from outside", async () => {
    const { seat: anns } = await joined("Ann");
    const { caller: bob } = await joined("Bob");
    const other = await server.createRoom();
    const { caller: eve, seat: eves } = await joined("Eve", { room: other.room, key: other.guestKey });
    const signal = (to: string) => ({ to, life: 1, generation: 1, description });
    expect(await eve.ask("signal", signal(anns.you))).toMatchObject({
      error: { code: "no-such-participant" },
    });
    expect(await bob.ask("signal", signal(eves.you))).toMatchObject({
      error: { code: "no-such-participant" },
    });
    const watcher = connect();
    await watcher.welcomed();
    expect(await watcher.ask("signal", signal(anns.you))).toMatchObject({ error: { code: "not-joined" } });
  });

  it("[N2] are refused for who cannot be reached, and for a former life", async () => {
    const { caller: ann, seat: anns } = await joined("Ann");
    const { caller: bob } = await joined("Bob");
    ann.close();
    const signal = { to: anns.you, life: 1, generation: 1, description };
    await expect
      .poll(async () => bob.ask("signal", signal), { timeout: 5000 })
      .toMatchObject({ error: { code: "unreachable" } });
    const back = await seatBack(anns, true);
    expect(back.seat.snapshot.participants[0]).toMatchObject({ id: anns.you, life: 2 });
    const told = await bob.hear("event", ({ event }) => event.event.type === "changed");
    expect(told.event.event).toMatchObject({ participant: { life: 2 } });
    expect(await bob.ask("signal", signal)).toMatchObject({ error: { code: "stale" } });
    expect(await bob.ask("signal", { ...signal, life: 2 })).toMatchObject({ ok: true });
    await back.caller.hear("signal");
  });
});

describe("coming back", () => {
  it("[S2] gives the seat again with a new secret, a snapshot and fresh credentials", async () => {
    const { caller, seat } = await joined("Ann");
    caller.close();
    const back = await seatBack(seat);
    expect(back.seat.you).toBe(seat.you);
    expect(back.seat.secret).not.toBe(seat.secret);
    expect(back.seat.ice).not.toEqual(seat.ice);
    expect(back.seat.snapshot.participants).toMatchObject([{ name: "Ann", life: 1 }]);
  });

  it("[S3] honours the old secret until the client was heard of, then only the new one", async () => {
    const { caller, seat } = await joined("Ann");
    caller.close();
    const unheard = await seatBack(seat, false, true);
    unheard.caller.close();
    const heard = await seatBack(seat);
    await heard.caller.ask("sync", {});
    heard.caller.close();
    const refused = connect(resumeOf(seat));
    expect((await refused.welcomed()).session).toMatchObject({ state: "outside", refused: "resume-stale" });
    const never = connect(resumeOf(unheard.seat));
    expect((await never.welcomed()).session).toMatchObject({ state: "outside", refused: "resume-stale" });
    await seatBack(heard.seat);
  });

  it("[S3] takes any request for a sign of life", async () => {
    const { caller, seat } = await joined("Ann");
    caller.close();
    const back = await seatBack(seat, false, true);
    await back.caller.raw("nonsense", {});
    await expect
      .poll(async () => (await server.store.read(`default/${room.room}`))?.participants[0]?.secret.previous)
      .toBeNull();
  });

  it("[S4] lets the newest connection win, and tells the older one", async () => {
    const { caller: older, seat } = await joined("Ann");
    const newer = await seatBack(seat);
    expect((await older.hear("bye")).reason).toBe("replaced");
    expect(await older.closed()).toBe("io server disconnect");
    expect(await newer.caller.ask("sync", {})).toMatchObject({ ok: true });
    const document = await server.store.read(`default/${room.room}`);
    expect(document?.participants[0]?.presence).toEqual({ kind: "live", connection: newer.caller.socket.id });
  });

  it("[O4] [S7] says why a seat cannot be had", async () => {
    const { caller, seat } = await joined("Ann");
    const wrong = connect({ resume: { participant: seat.you, secret: "x".repeat(32), fresh: false } });
    expect((await wrong.welcomed()).session).toMatchObject({ state: "outside", refused: "resume-stale" });
    await caller.ask("leave", {});
    const gone = connect(resumeOf(seat));
    expect((await gone.welcomed()).session).toMatchObject({ state: "outside", refused: "resume-unknown" });
  });

  it("[S6] keeps the seat while the room is full", async () => {
    const { caller, seat } = await joined("Ann");
    await joined("Bob");
    caller.close();
    const back = await seatBack(seat);
    expect(back.seat.snapshot.participants).toHaveLength(2);
  });
});

describe("leaving", () => {
  it("[L1] gives the seat up, then says goodbye", async () => {
    const { caller: ann, seat } = await joined("Ann");
    const { caller: bob } = await joined("Bob");
    expect(await ann.ask("leave", {})).toEqual({ ok: true, result: {} });
    expect((await ann.hear("bye")).reason).toBe("left");
    await ann.closed();
    expect(ann.heard.map(({ kind }) => kind).slice(-2)).toEqual(["answer", "bye"]);
    expect((await bob.hear("event")).event.event).toEqual({
      type: "left",
      participant: seat.you,
      reason: "left",
    });
    const outside = connect();
    await outside.welcomed();
    expect(await outside.ask("leave", {})).toEqual({ ok: true, result: {} });
  });

  it("gives the seat up even while the join is under way", async () => {
    const { caller: ann } = await joined("Ann");
    const bob = connect();
    await bob.welcomed();
    const join = bob.ask("join", { name: "Bob", media: { microphone: true, camera: true } });
    const leave = bob.ask("leave", {});
    await Promise.allSettled([join, leave]);
    await bob.closed();
    await expect
      .poll(async () => (await server.store.read(`default/${room.room}`))?.participants.length)
      .toBe(1);
    await ann.ask("sync", {});
  });

  it("[L2] tells everybody of a restart, and refuses newcomers", async () => {
    const { caller } = await joined("Ann");
    const watcher = connect();
    await watcher.welcomed();
    await server.closeApp();
    expect((await caller.hear("bye")).reason).toBe("restarting");
    expect((await watcher.hear("bye")).reason).toBe("restarting");
    expect(await caller.closed()).toBe("transport close");
    const document = await server.store.read(`default/${room.room}`);
    expect(document?.participants[0]?.presence.kind).toBe("silent");
  });
});

describe("transports", () => {
  it("[C1] work by long polling alone", async () => {
    const polling = { io: { transports: ["polling"] } };
    const ann = connect({}, polling);
    await ann.join("Ann");
    const bob = connect({}, polling);
    await bob.join("Bob", { opening });
    await ann.hear("signal");
    await ann.ask("leave", {});
    expect((await bob.hear("event")).event.event).toMatchObject({ type: "left" });
  });

  it("[C6] close on a message that is too large", async () => {
    const { caller } = await joined("Ann");
    const { caller: bob } = await joined("Bob");
    caller.socket.emit("update", { id: requestId(), name: "x".repeat(70_000) });
    await caller.closed();
    expect(await bob.ask("sync", {})).toMatchObject({ ok: true });
  });

  it("are limited in number per address, with a clear answer", async () => {
    await server.close();
    server = await startServer({ socketsPerAddress: 2 });
    room = await server.createRoom();
    const first = connect();
    await first.welcomed();
    await connect().welcomed();
    const auth = { protocol: 1, room: room.room };
    expect(await refusal(server.url, auth)).toMatchObject({ code: "too-many-requests" });
    first.close();
    await expect
      .poll(async () => refusal(server.url, auth).catch(() => "let in"), { timeout: 5000 })
      .toBe("let in");
  });
});
