import {
  type Answer,
  type CreateRoomAnswer,
  errorCodes,
  type RequestName,
  type Seat,
} from "@confab/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom, type Random } from "../rooms/testing/random.ts";
import { type Caller, call, requestId } from "./testing/caller.ts";
import { nastyFrames, nastyName, spoiled } from "./testing/nasty.ts";
import { startServer, type TestServer } from "./testing/start-server.ts";

/** Below the burst, so that it is each message's own fault that is answered. */
const messagesPerSession = 90;

let server: TestServer;
let room: CreateRoomAnswer;
let other: CreateRoomAnswer;
/** Two in the room that is attacked, two in another. */
let bystanders: { near: Pair; far: Pair };
const crashes: unknown[] = [];
const crashed = (error: unknown) => crashes.push(error);

interface Pair {
  readonly first: Caller;
  readonly second: Caller;
  readonly secondSeat: Seat;
}

beforeAll(async () => {
  server = await startServer({ roomPolicy: { capacity: 3, graceMs: 120_000 }, socketsPerAddress: 10_000 });
  room = await server.createRoom();
  other = await server.createRoom();
  bystanders = { near: await pair(room), far: await pair(other) };
  process.on("unhandledRejection", crashed);
  process.on("uncaughtException", crashed);
});

afterAll(async () => {
  process.off("unhandledRejection", crashed);
  process.off("uncaughtException", crashed);
  for (const { first, second } of Object.values(bystanders)) {
    first.close();
    second.close();
  }
  await server.close();
});

function connect(to: CreateRoomAnswer, auth: object = {}): Caller {
  return call(server.url, { auth: { protocol: 1, room: to.room, key: to.guestKey, ...auth } });
}

async function pair(to: CreateRoomAnswer): Promise<Pair> {
  const first = connect(to);
  await first.join("First");
  const second = connect(to);
  return { first, second, secondSeat: await second.join("Second") };
}

/** A signal goes from one bystander to the other, unharmed and at once, and nothing else was heard from the attacker. */
async function undisturbed({ first, second, secondSeat }: Pair, attacker?: string): Promise<void> {
  const from = second.heard.length;
  const description = { type: "offer" as const, sdp: `v=0\r\n${requestId()}` };
  const signal = { to: secondSeat.you, life: 1, generation: 1, description };
  expect(await first.ask("signal", signal)).toEqual({ ok: true, result: {} });
  const heard = await second.hear("signal", (one) => one.signal.description?.sdp === description.sdp, from);
  expect(heard.signal.from).not.toBe(attacker);
  expect(first.socket.connected && second.socket.connected).toBe(true);
  expect(crashes).toEqual([]);
}

function good(random: Random, to: Seat): Readonly<Record<RequestName, object>> {
  const description = { type: "offer", sdp: "v=0\r\n", tracks: { "0": "microphone" } };
  const candidates = [{ candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", mid: "0", ufrag: "u" }];
  return {
    join: {
      id: requestId(),
      name: "Mallory",
      media: { microphone: true, camera: true },
      opening: { description, candidates },
    },
    update: { id: requestId(), name: "Mallory", media: { microphone: random.chance(0.5), camera: true } },
    signal: { id: requestId(), to: to.you, life: 1, generation: 1, description, candidates },
    sync: { id: requestId() },
    ice: { id: requestId() },
    leave: { id: requestId() },
  };
}

function isAnswer(answer: Answer<RequestName>): boolean {
  if (answer.ok) return typeof answer.result === "object";
  const { code, message } = answer.error;
  return errorCodes.includes(code) && code !== "internal" && message.length > 0;
}

describe.each([1, 2, 3, 4, 5, 6])("seed %i", (seed) => {
  const random = createRandom(seed);

  it("gets a clear answer to each spoiled handshake", async () => {
    const auth = { protocol: 1, room: room.room, key: room.guestKey, client: "fuzz/1" };
    const resume = { participant: "p".repeat(16), secret: "s".repeat(32), fresh: true };
    for (let n = 0; n < 25; n += 1) {
      const broken = spoiled(random, { ...auth, resume });
      const caller = call(server.url, { auth: typeof broken === "object" && broken !== null ? broken : {} });
      const outcome = await new Promise<string>((resolve) => {
        caller.socket.on("connect_error", (error: Error & { data?: { code: string } }) =>
          resolve(error.data?.code ?? error.message),
        );
        caller.socket.on("welcome", () => resolve("welcome"));
        caller.socket.on("disconnect", () => resolve("disconnect"));
      });
      caller.close();
      expect(["bad-request", "version-too-old", "version-too-new", "welcome"]).toContain(outcome);
    }
    await undisturbed(bystanders.near);
  });

  it.each(["bare", "wrong-key", "outside", "inside"])(
    "gets a clear answer to each spoiled message, %s",
    async (who) => {
      const keys = {
        bare: undefined,
        "wrong-key": "w".repeat(22),
        outside: room.guestKey,
        inside: room.guestKey,
      };
      const mallory = connect(room, { key: keys[who as keyof typeof keys] });
      await mallory.welcomed();
      const seat = who === "inside" ? await mallory.join("Mallory") : null;
      const questions: Promise<Answer<RequestName>>[] = [];
      for (let n = 0; n < messagesPerSession - 2; n += 1) {
        const payloads = good(random, bystanders.far.secondSeat);
        const name = random.pick(["update", "signal", "sync", "ice", "join"] as const);
        const payload = random.chance(0.1) ? payloads[name] : spoiled(random, payloads[name]);
        const event = random.chance(0.2) ? nastyName(random) : name;
        // Without an acknowledgement there is nobody to answer, which must be no trouble.
        if (random.chance(0.2)) mallory.socket.emit(event, payload, 7);
        else questions.push(mallory.raw(event, payload));
      }
      for (const answer of await Promise.all(questions)) {
        expect(answer, JSON.stringify(answer)).toSatisfy(isAnswer);
      }
      expect(mallory.socket.connected).toBe(true);
      await undisturbed(bystanders.near);
      await undisturbed(bystanders.far, seat?.you);
      await mallory.raw("leave", { id: requestId() });
      await mallory.closed();
    },
  );

  it("closes at most its own connection with frames that are none", async () => {
    for (let n = 0; n < 30; n += 1) {
      const mallory = connect(room);
      await mallory.welcomed();
      for (let k = 0; k < 3; k += 1) mallory.socket.io.engine.write(random.pick(nastyFrames));
      // What comes after is answered, or the connection is closed.
      await Promise.race([mallory.raw("ice", { id: requestId() }), mallory.closed()]);
      mallory.close();
    }
    await undisturbed(bystanders.near);
    await undisturbed(bystanders.far);
  });
});

describe("out of order", () => {
  it("answers what comes before the welcome, after leaving, and twice", async () => {
    const mallory = connect(room);
    await new Promise<void>((resolve) => mallory.socket.on("connect", resolve));
    const early = await mallory.raw("update", { id: requestId(), name: "x" });
    expect(early).toMatchObject({ ok: false, error: { code: "not-joined" } });
    const media = { microphone: true, camera: true };
    const joins = await Promise.all(
      [1, 2, 3].map(() => mallory.raw("join", { id: requestId(), name: "Mallory", media })),
    );
    expect(joins.filter(({ ok }) => ok)).toHaveLength(1);
    mallory.socket.emit("leave", { id: requestId() });
    mallory.socket.emit("update", { id: requestId(), name: "ghost" });
    mallory.socket.emit("leave", { id: requestId() });
    await mallory.closed();
    await undisturbed(bystanders.near);
    expect(JSON.stringify(bystanders.near.first.heard)).not.toContain("ghost");
  });
});

describe("floods", () => {
  it("are answered, then cut off, while others go on", async () => {
    const mallory = connect(room);
    await mallory.join("Mallory");
    const codes = new Map<string, number>();
    const count = (answer: Answer<RequestName>) => {
      const code = answer.ok ? "ok" : answer.error.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    };
    for (let n = 0; n < 3000; n += 1) mallory.socket.emit("ice", { id: requestId() }, count);
    await undisturbed(bystanders.near);
    await mallory.closed();
    expect([...codes.keys()].sort()).toEqual(["ok", "too-many-requests"]);
    expect(codes.get("too-many-requests")).toBeGreaterThan(500);
    await undisturbed(bystanders.far);
  });

  it("of connections leave nothing behind", async () => {
    const callers = Array.from({ length: 100 }, () => connect(room));
    await Promise.all(callers.map((caller) => caller.welcomed()));
    for (const caller of callers) caller.close();
    await undisturbed(bystanders.near);
  });
});

describe("long polling", () => {
  it("answers nonsense with an error and goes on", async () => {
    const at = `${server.url}socket.io/`;
    const statuses: number[] = [];
    for (const query of [
      "",
      "?EIO=4",
      "?EIO=3&transport=polling",
      "?EIO=4&transport=carrier-pigeon",
      "?EIO=4&transport=polling&sid=__proto__",
      "?EIO=4&transport=websocket",
      "?EIO=4&transport=polling&sid=%00",
    ]) {
      statuses.push((await fetch(at + query)).status);
      statuses.push((await fetch(at + query, { method: "POST", body: "x".repeat(100_000) })).status);
    }
    expect(
      statuses.every((status) => status === 400),
      statuses.join(),
    ).toBe(true);
    const opened = await fetch(`${at}?EIO=4&transport=polling`);
    const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
    const post = (body: string) =>
      fetch(`${at}?EIO=4&transport=polling&sid=${sid}`, { method: "POST", body });
    expect((await post("x".repeat(100_000))).status).toBe(413);
    await post("\u001e\u001e\u001e");
    await undisturbed(bystanders.far);
  });
});

it("left no error in the log, and nothing in any prototype", () => {
  expect(server.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect("polluted" in {}).toBe(false);
  expect(crashes).toEqual([]);
});
