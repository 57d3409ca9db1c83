import type { Answer, RequestName, Seat, Welcome } from "@confab/protocol";
import { decide } from "../../rooms/decide.ts";
import { presetPolicies } from "../../rooms/policy.ts";
import { createSecrets } from "../../rooms/secrets.ts";
import { openMemoryStore } from "../../rooms/store/memory.ts";
import type { RoomStore } from "../../rooms/store/store.ts";
import { createDisk, openMemoryJournal } from "../../rooms/store/testing/memory-journal.ts";
import { createFakeClock, type FakeClock, settled } from "../../rooms/testing/fake-clock.ts";
import { createGateway, type RunningGateway } from "../gateway.ts";
import type { Meter } from "../meter.ts";
import { requestId } from "./caller.ts";
import { createFakeConnection, type FakeConnection } from "./fake-connection.ts";
import { createFixedIce } from "./fixed-ice.ts";
import { createKeptLog } from "./kept-log.ts";

export const roomName = "quiet-otter-lamp";
export const roomId = `default/${roomName}` as const;
export const hostKey = "h".repeat(22);
export const guestKey = "g".repeat(22);

/** A client of a gateway without a network between. */
export interface FakeCaller {
  readonly connection: FakeConnection;
  readonly answers: readonly Answer<RequestName>[];
  welcome(): Promise<Welcome>;
  /** Sends a request, and lets everything settle. */
  ask(name: string, payload?: object): Promise<Answer<RequestName> | undefined>;
  /** Sends a request and waits for nothing. */
  send(name: unknown, payload: unknown): void;
  join(name: string, more?: object): Promise<Seat>;
  lose(silentMs?: number): Promise<void>;
}

export interface World {
  readonly clock: FakeClock;
  readonly store: RoomStore;
  readonly log: ReturnType<typeof createKeptLog>;
  readonly counted: string[];
  node(name: string, store?: RoomStore): RunningGateway;
  call(gateway: RunningGateway, auth?: object): FakeCaller;
}

/** A store with one room in it, over which gateways can be started. */
export async function createWorld(capacity = 2): Promise<World> {
  const clock = createFakeClock();
  const log = createKeptLog();
  const secrets = createSecrets();
  const report = (error: unknown) => log.error({ err: error }, "store");
  const store = openMemoryStore({ journal: openMemoryJournal(createDisk()), now: clock.now, report });
  const counted: string[] = [];
  const meter: Meter = {
    answered: (request, outcome) => counted.push(`${request} ${outcome}`),
    turnedAway: (code) => counted.push(`turned away ${code}`),
    joined: () => counted.push("joined"),
    resumed: (outcome) => counted.push(`resumed ${outcome}`),
  };
  const policy = { ...presetPolicies.call, capacity };
  const keys = { host: secrets.hash(hostKey), guest: secrets.hash(guestKey) };
  const create = { type: "create", id: roomId, name: roomName, mode: "call", policy, keys } as const;
  await store.transact(roomId, (room) => decide(room, create, clock.now()));
  let connections = 0;

  return {
    clock,
    store,
    log,
    counted,
    node: (node, over = store) =>
      createGateway({
        store: over,
        clock,
        log,
        node,
        secrets,
        ice: createFixedIce(),
        meter,
        version: "test",
        project: "default",
      }),
    call(gateway, auth = {}) {
      connections += 1;
      const connection = createFakeConnection(`connection-${connections}`);
      const knock = { protocol: 1, room: roomName, key: guestKey, ...auth };
      const admission = gateway.admit({ auth: knock, address: "192.0.2.1" });
      if (!admission.ok) throw new Error(`Not admitted: ${admission.error.code}`);
      return callOver(connection, admission.open(connection));
    },
  };
}

function callOver(
  connection: FakeConnection,
  receiver: {
    receive: (name: unknown, payload: unknown, answer: (a: unknown) => void) => void;
    closed: (ms: number) => void;
  },
): FakeCaller {
  const answers: Answer<RequestName>[] = [];
  const caller: FakeCaller = {
    connection,
    answers,
    async welcome() {
      await settled();
      const [welcome] = connection.welcomes;
      if (welcome === undefined) throw new Error("No welcome.");
      return welcome;
    },
    send: (name, payload) =>
      receiver.receive(name, payload, (answer) => answers.push(answer as Answer<RequestName>)),
    async ask(name, payload = {}) {
      const before = answers.length;
      caller.send(name, { id: requestId(), ...payload });
      await settled();
      return answers[before];
    },
    async join(name, more = {}) {
      await settled();
      const answer = await caller.ask("join", { name, media: { microphone: true, camera: true }, ...more });
      if (!answer?.ok || !("secret" in answer.result)) throw new Error(`No seat: ${JSON.stringify(answer)}`);
      return answer.result;
    },
    async lose(silentMs = 0) {
      receiver.closed(silentMs);
      await settled();
    },
  };
  return caller;
}

export function resumeOf(seat: Seat, fresh = false): object {
  return { resume: { participant: seat.you, secret: seat.secret, fresh } };
}
