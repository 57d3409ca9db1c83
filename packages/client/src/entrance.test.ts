import type { Participant, Seat } from "@confab/protocol";
import { describe, expect, it } from "vitest";
import type { Entrance, EntranceOptions, Room } from "./api.ts";
import { openEntrance } from "./entrance.ts";
import { joinRoom } from "./join-room.ts";
import { createFakeChance } from "./testing/fake-chance.ts";
import { createFakeClock } from "./testing/fake-clock.ts";
import { createFakeMediaDevices } from "./testing/fake-media-devices.ts";
import { createFakePage } from "./testing/fake-page.ts";
import { createFakeSockets, type SentRequest } from "./testing/fake-socket.ts";
import { createFakeWebRtc } from "./testing/fake-web-rtc.ts";
import { ann, bob, face, seat, welcomeInside, welcomeOutside } from "./testing/messages.ts";

function world() {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const deps = {
    clock,
    chance: createFakeChance(),
    page: createFakePage(),
    openSocket: sockets.open,
    webRtc: createFakeWebRtc({ clock }),
    mediaDevices: createFakeMediaDevices(),
  };
  const options = { url: "https://calls.example/", room: "a-room", key: "k".repeat(22) };
  const sent = (name: string): SentRequest[] =>
    sockets.latest().requests.filter((request) => request.name === name);
  return { ...deps, deps, sockets, options, sent };
}

type World = ReturnType<typeof world>;

function open(parts: World, more: Partial<EntranceOptions> = {}): Entrance {
  return openEntrance({ ...parts.options, ...more }, parts.deps);
}

async function joined(parts: World, others: Participant[] = [], answer: Partial<Seat> = {}): Promise<Room> {
  const entrance = open(parts);
  parts.sockets.latest().say("welcome", welcomeOutside({ face: face(others.map(({ name }) => name)) }));
  entrance.warmUp();
  const joining = entrance.join({ name: "Ann" });
  await parts.clock.advance(5);
  parts.sent("join")[0]?.ok(seat(answer, others));
  return joining;
}

describe("the entrance", () => {
  it("[C2] [O2] shows its invite and then the room's face", () => {
    const parts = world();
    const entrance = open(parts);
    expect(entrance.state).toEqual({ kind: "connecting", attempt: 1 });
    expect(parts.sockets.latest().handshake).toMatchObject({
      protocol: 1,
      room: "a-room",
      key: "k".repeat(22),
    });
    parts.sockets.latest().say("welcome", welcomeOutside());
    expect(entrance.state).toEqual({ kind: "open", face: face(), relay: true });
    parts.sockets.latest().say("event", { n: 1, event: { type: "face", face: face(["Bob"]) } });
    expect(entrance.state).toMatchObject({ face: face(["Bob"]) });
  });

  it("[J7] takes an offer along that was ready before", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside({ face: face(["Bob"]) }));
    entrance.warmUp();
    entrance.warmUp();
    await parts.clock.advance(10);
    expect(parts.webRtc.connections).toHaveLength(1);
    void entrance.join({ name: "Ann" });
    await parts.clock.settle();
    expect(parts.sent("join")[0]?.payload).toMatchObject({
      name: "Ann",
      media: { microphone: false, camera: false },
      opening: { description: { type: "offer", tracks: { 0: "microphone", 1: "camera" } } },
    });
  });

  it("warms up nothing where nobody is, and nothing where addresses are hidden", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside());
    entrance.warmUp();
    const hidden = world();
    const other = open(hidden, { transport: "relay" });
    hidden.sockets.latest().say("welcome", welcomeOutside({ face: face(["Bob"]) }));
    other.warmUp();
    await parts.clock.advance(10);
    expect(parts.webRtc.connections).toEqual([]);
    expect(hidden.webRtc.connections).toEqual([]);
  });

  it("makes the offer anew when the network has changed", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside({ face: face(["Bob"]) }));
    entrance.warmUp();
    parts.page.network();
    await parts.clock.settle();
    expect(parts.webRtc.connections.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it("rejects with the server's code, and stays open for another try", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside({ face: face(["Bob"]) }));
    const first = entrance.join({ name: "Ann" });
    const failed = expect(first).rejects.toMatchObject({ name: "ConfabError", code: "room-full" });
    await parts.clock.advance(5);
    parts.sent("join")[0]?.fail("room-full");
    await failed;
    expect(entrance.state.kind).toBe("open");
    const second = entrance.join({ name: "Ann" });
    await parts.clock.advance(5);
    const again = parts.sent("join")[1];
    expect(again?.payload.opening).toBeDefined();
    expect(again?.payload.id).not.toBe(parts.sent("join")[0]?.payload.id);
    again?.ok(seat({}, [bob]));
    expect((await second).you.id).toBe(ann.id);
  });

  it("[J6] asks again with the same id when the answer was lost with the connection", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside());
    const joining = entrance.join({ name: "Ann" });
    await parts.clock.advance(5);
    const [first] = parts.sent("join");
    parts.sockets.latest().lose();
    expect(entrance.state.kind).toBe("joining");
    await parts.clock.advance(200);
    parts.sockets.latest().say("welcome", welcomeOutside());
    await parts.clock.advance(5);
    const [second] = parts.sent("join");
    expect(second?.payload.id).toBe(first?.payload.id);
    second?.ok(seat());
    expect((await joining).state).toEqual({ kind: "joined" });
  });

  it("joins once, however often it is asked", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside());
    const both = [entrance.join({ name: "Ann" }), entrance.join({ name: "Ann" })];
    await parts.clock.advance(5);
    expect(parts.sent("join")).toHaveLength(1);
    parts.sent("join")[0]?.ok(seat());
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    expect(await entrance.join({ name: "Ann" })).toBe(one);
  });

  it("[C3] says that its version is refused", async () => {
    const parts = world();
    const entrance = open(parts);
    const joining = expect(entrance.join({ name: "Ann" })).rejects.toMatchObject({ code: "version-too-old" });
    parts.sockets.latest().refuse("version-too-old");
    await joining;
    expect(entrance.state).toEqual({ kind: "refused", code: "version-too-old" });
  });

  it("[S1] [S2] goes straight to its saved seat, as a new page that offers", async () => {
    const parts = world();
    const saved = { participant: ann.id, secret: "o".repeat(32) };
    const entrance = open(parts, { seat: saved });
    expect(parts.sockets.latest().handshake.resume).toEqual({ ...saved, fresh: true });
    parts.sockets.latest().say("welcome", welcomeInside(seat({}, [bob])));
    expect(entrance.state.kind).toBe("inside");
    await parts.clock.advance(5);
    expect(parts.sent("signal")[0]?.payload).toMatchObject({
      to: bob.id,
      life: 1,
      generation: 1,
      description: { type: "offer" },
    });
  });

  it("[O4] is open when the saved seat is gone, and forgets it", async () => {
    const parts = world();
    const entrance = open(parts, { seat: { participant: ann.id, secret: "o".repeat(32) } });
    parts.sockets.latest().say("welcome", welcomeOutside({ refused: "resume-unknown" }));
    expect(entrance.state.kind).toBe("open");
    parts.sockets.latest().lose();
    await parts.clock.advance(200);
    expect(parts.sockets.latest().handshake.resume).toBeUndefined();
  });

  it("lets go of everything when closed, and gives back a seat that is on its way", async () => {
    const parts = world();
    const entrance = open(parts);
    parts.sockets.latest().say("welcome", welcomeOutside({ face: face(["Bob"]) }));
    const failed = expect(entrance.join({ name: "Ann" })).rejects.toMatchObject({ name: "ConfabError" });
    await parts.clock.advance(5);
    entrance.close();
    expect(parts.sent("leave")).toHaveLength(1);
    parts.sent("leave")[0]?.ok({});
    await failed;
    expect(entrance.state).toEqual({ kind: "closed" });
    expect(parts.sockets.latest().closed).toBe(true);
    expect(parts.webRtc.connections.every(({ closed }) => closed)).toBe(true);
  });
});

describe("a room", () => {
  it("[J2] has everybody else, and knows ourselves", async () => {
    const parts = world();
    const room = await joined(parts, [bob]);
    expect(room.you).toEqual({ id: ann.id, name: "ann", role: "guest" });
    expect([...room.participants.values()].map(({ name }) => name)).toEqual(["bob"]);
    expect(room.callMs()).toBe(60_000);
    expect(room.relay).toBe(true);
    expect(room.seat).toEqual({ participant: ann.id, secret: "s".repeat(32) });
  });

  it("[J7] uses the link whose offer was handed on, now with TURN, and no second one", async () => {
    const parts = world();
    const room = await joined(parts, [bob], { opened: bob.id });
    await parts.clock.advance(50);
    expect(parts.webRtc.connections).toHaveLength(1);
    const servers = parts.webRtc.connections[0]?.configurations.map(({ iceServers }) => iceServers?.length);
    expect(servers).toEqual([1, 2]);
    expect(parts.sent("signal").some(({ payload }) => "description" in payload)).toBe(false);
    expect(room.timeline).toMatchObject({ socket: 0, offer: 0 });
  });

  it("closes the link that nobody took, and offers anew", async () => {
    const parts = world();
    await joined(parts, [bob]);
    await parts.clock.advance(5);
    expect(parts.webRtc.connections.map(({ closed }) => closed)).toEqual([true, false]);
    expect(parts.sent("signal").length).toBeGreaterThan(0);
  });

  it("[E4] tells who comes, changes and goes", async () => {
    const parts = world();
    const room = await joined(parts);
    const heard: string[] = [];
    room.on("participant-joined", ({ name }) => heard.push(`+${name}`));
    room.on("participant-changed", ({ name, presence }) => heard.push(`${name} ${presence}`));
    room.on("participant-left", ({ name }) => heard.push(`-${name}`));
    const { say } = parts.sockets.latest();
    say("event", { n: 1, event: { type: "joined", participant: bob } });
    const away = { ...bob, state: { kind: "away", silentMs: 10_000 } };
    say("event", { n: 2, event: { type: "changed", participant: away } });
    await parts.clock.advance(10_100);
    say("event", { n: 3, event: { type: "left", participant: bob.id, reason: "timeout" } });
    expect(heard).toEqual(["+bob", "bob away", "bob folded", "-bob"]);
    expect(parts.webRtc.connections.every(({ closed }) => closed)).toBe(true);
  });

  it("[S1] [S2] [S3] comes back by itself and passes on the new secret", async () => {
    const parts = world();
    const room = await joined(parts, [bob]);
    const states: string[] = [];
    const seats: unknown[] = [];
    room.on("state", ({ kind }) => states.push(kind));
    room.on("seat", (saved) => seats.push(saved));
    parts.sockets.latest().lose();
    expect(room.state).toMatchObject({ kind: "reconnecting", attempt: 1 });
    await parts.clock.advance(100);
    expect(parts.sockets.latest().handshake.resume).toEqual({
      participant: ann.id,
      secret: "s".repeat(32),
      fresh: false,
    });
    parts.sockets.latest().say("welcome", welcomeInside(seat({ secret: "t".repeat(32) }, [bob])));
    expect(room.state).toEqual({ kind: "joined" });
    expect(seats).toEqual([{ participant: ann.id, secret: "t".repeat(32) }]);
    expect(states.at(0)).toBe("reconnecting");
    expect(states.at(-1)).toBe("joined");
  });

  it.each([
    ["replaced", "replaced", null],
    ["removed", "removed", null],
  ] as const)("[S4] [L2] ends when it is %s", async (reason, expected, saved) => {
    const parts = world();
    const room = await joined(parts, [bob]);
    const seats: unknown[] = [];
    room.on("seat", (one) => seats.push(one));
    parts.sockets.latest().say("bye", { reason });
    expect(room.state).toEqual({ kind: "closed", reason: expected });
    expect(seats).toEqual([saved]);
    expect(parts.webRtc.connections.every(({ closed }) => closed)).toBe(true);
    await parts.clock.advance(60_000);
    expect(parts.sockets.connections).toHaveLength(1);
  });

  it("[O4] ends when the seat is lost, and lets go of the connection", async () => {
    const parts = world();
    const room = await joined(parts);
    parts.sockets.latest().lose();
    await parts.clock.advance(100);
    parts.sockets.latest().say("welcome", welcomeOutside({ refused: "resume-unknown" }));
    expect(room.state).toEqual({ kind: "closed", reason: "seat-lost" });
    expect(parts.sockets.latest().closed).toBe(true);
  });

  it("[E6] tells the others of its sources: the last state counts, and it is told again after a resume", async () => {
    const parts = world();
    const room = await joined(parts);
    const { camera } = room.media;
    await camera.turnOn();
    const [first] = parts.sent("update");
    expect(first?.payload).toMatchObject({ media: { microphone: false, camera: true } });
    await camera.turnOff();
    await camera.turnOn();
    await camera.turnOff();
    first?.ok({});
    await parts.clock.settle();
    expect(parts.sent("update")).toHaveLength(2);
    expect(parts.sent("update")[1]?.payload).toMatchObject({ media: { microphone: false, camera: false } });
    parts.sockets.latest().lose();
    await camera.turnOn();
    await parts.clock.advance(100);
    expect(parts.sent("update")).toEqual([]);
    parts.sockets.latest().say("welcome", welcomeInside(seat()));
    await parts.clock.settle();
    expect(parts.sent("update")[0]?.payload).toMatchObject({ media: { microphone: false, camera: true } });
  });

  it("[J8] renews its TURN credentials before they expire, and keeps trying", async () => {
    const parts = world();
    await joined(parts);
    await parts.clock.advance(21_600_100);
    parts.sent("ice")[0]?.fail("internal");
    await parts.clock.advance(60_100);
    parts
      .sent("ice")[1]
      ?.ok({ servers: [{ urls: ["turn:new.example"] }], relay: true, expiresInMs: 43_200_000 });
    await parts.clock.settle();
    parts.sockets.latest().say("event", { n: 1, event: { type: "joined", participant: bob } });
    expect(parts.webRtc.connections.at(-1)?.configurations.at(-1)?.iceServers).toEqual([
      { urls: ["turn:new.example"] },
    ]);
    await parts.clock.advance(3_600_000);
    expect(parts.sent("ice")).toHaveLength(2);
  });

  it("[L1] leaves at once, and waits a little for the server to know", async () => {
    const parts = world();
    const room = await joined(parts, [bob]);
    const leaving = room.leave();
    expect(room.leave()).toBe(leaving);
    expect(room.state).toEqual({ kind: "closed", reason: "left" });
    expect(room.seat).toBeNull();
    expect(parts.webRtc.connections.every(({ closed }) => closed)).toBe(true);
    expect(parts.sockets.latest().closed).toBe(false);
    await parts.clock.advance(1_000);
    await leaving;
    expect(parts.sockets.latest().closed).toBe(true);
  });

  it("[L3] says that its page is being unloaded, and frees its connections", async () => {
    const parts = world();
    const room = await joined(parts, [bob]);
    parts.page.unload();
    expect(parts.sent("leave")[0]?.payload).toMatchObject({ returning: true });
    expect(parts.webRtc.connections.every(({ closed }) => closed)).toBe(true);
    expect(room.seat).not.toBeNull();
  });
});

describe("joinRoom", () => {
  it("captures, connects and joins in one step", async () => {
    const parts = world();
    const joining = joinRoom(
      { ...parts.options, name: "Ann", microphone: true, camera: "cam-1" },
      parts.deps,
    );
    parts.sockets.latest().say("welcome", welcomeOutside({ face: face(["Bob"]) }));
    await parts.clock.settle();
    await parts.clock.advance(20);
    const [join] = parts.sent("join");
    expect(join?.payload).toMatchObject({ name: "Ann", media: { microphone: true, camera: true } });
    join?.ok(seat({ opened: bob.id }, [bob]));
    const room = await joining;
    expect(parts.mediaDevices.asked).toHaveLength(1);
    void room.leave();
    expect(parts.mediaDevices.tracks.every(({ readyState }) => readyState === "ended")).toBe(true);
  });

  it("joins without what could not be captured", async () => {
    const parts = world();
    parts.mediaDevices.failures.push("NotAllowedError");
    const joining = joinRoom({ ...parts.options, name: "Ann", camera: true }, parts.deps);
    parts.sockets.latest().say("welcome", welcomeOutside());
    await parts.clock.settle();
    await parts.clock.advance(20);
    parts.sent("join")[0]?.ok(seat());
    expect((await joining).media.camera.state).toMatchObject({ kind: "failed" });
  });

  it("rejects, and leaves nothing behind", async () => {
    const parts = world();
    const failed = expect(joinRoom({ ...parts.options, name: "Ann" }, parts.deps)).rejects.toMatchObject({
      code: "bad-key",
    });
    parts.sockets.latest().say("welcome", welcomeOutside());
    await parts.clock.advance(20);
    parts.sent("join")[0]?.fail("bad-key");
    await failed;
    expect(parts.sockets.latest().closed).toBe(true);
  });
});
