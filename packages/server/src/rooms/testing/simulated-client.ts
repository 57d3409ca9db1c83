import type { ErrorCode, Face, NumberedEvent, ParticipantId } from "@confab/protocol";
import type { Entitlement } from "../entitlement.ts";
import type { ConnectionId, Room, Time } from "../model.ts";
import type { Seated } from "../rules/seat.ts";
import { type Picture, pictured } from "./picture.ts";
import type { Random } from "./random.ts";
import { idOf } from "./samples.ts";
import type { SimulatedSession } from "./simulated-gateway.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** A page, as far as it remembers anything. */
export interface SimulatedClient {
  readonly name: string;
  readonly entitlement: Entitlement;
  /** The connection that it believes to have. */
  session: SimulatedSession | null;
  /** The join request whose answer it has not seen. */
  request: string | null;
  seat: SimulatedSeat | null;
  /** What it believes of the room; `null` after a gap, until it has synced. */
  picture: Picture | null;
  face: Face | null;
}

/** What a client keeps of its seat; a second tab gets a copy. */
interface SimulatedSeat {
  readonly participant: ParticipantId;
  readonly secret: string;
  /** Secrets that it had before. */
  readonly former: readonly string[];
  /** Another tab has had this secret too, so it may be refused for good reasons. */
  readonly shared: boolean;
  /** On disk: no crash can undo it. */
  lasting: boolean;
}

/** Stand in every hash and connection id, and in nothing that may be told. */
const marks = /[#@]/;
export const hashOf = (text: string) => `#${text}`;

/** Everything that clients do. Each resolves when it is over; a client does one thing at a time. */
export interface SimulatedClients {
  readonly all: readonly SimulatedClient[];
  /** While true, nothing is lost on the way. */
  calm: boolean;
  watch(client: SimulatedClient): Promise<void>;
  join(client: SimulatedClient): Promise<void>;
  resume(client: SimulatedClient): Promise<void>;
  update(client: SimulatedClient): Promise<void>;
  leave(client: SimulatedClient): Promise<void>;
  /** The page goes away saying so, and may come back as a new one. */
  unload(client: SimulatedClient): Promise<void>;
  /** Compares the number of the last event with the server's, and syncs if there is a gap. */
  catchUp(client: SimulatedClient): Promise<void>;
  loseConnection(client: SimulatedClient): void;
  /** Gives `to` what `from` has stored, as duplicating a tab does. */
  duplicateTab(from: SimulatedClient, to: SimulatedClient): void;
  /** The server notices one lost connection. */
  noticeLoss(): Promise<void>;
  /** Somebody tries a secret that must not work any more. */
  tryOldSecret(): Promise<void>;
  /** All connections end with the server's process. */
  serverGone(): void;
  /** Whether the server holds, or has yet to miss, this connection. */
  knows(connection: ConnectionId): boolean;
}

export interface SimulatedClientsDeps {
  readonly server: SimulatedServer;
  readonly random: Random;
  readonly note: (what: string) => void;
}

export function createSimulatedClients(
  { server, random, note }: SimulatedClientsDeps,
  all: readonly SimulatedClient[],
): SimulatedClients {
  const lost: { session: SimulatedSession; at: Time }[] = [];
  const everGiven: { participant: ParticipantId; secret: string }[] = [];
  const dead = new Set<string>();
  let serial = 0;
  let calm = false;

  const fresh = (prefix: string) => {
    serial += 1;
    return `${prefix}${serial}`;
  };
  const happens = (probability: number) => !calm && random.chance(probability);

  async function open(client: SimulatedClient): Promise<SimulatedSession> {
    const connection = fresh("@");
    const isCurrent = () => client.session?.connection === connection;
    const { session, face } = await server.gateway.connect(connection, client.entitlement, {
      event(numbered) {
        assertNothingSecret(numbered);
        if (isCurrent()) hear(client, numbered);
      },
      bye() {
        if (isCurrent()) forget(client);
      },
    });
    assertNothingSecret(face);
    client.session = session;
    client.face = face;
    return session;
  }

  function hear(client: SimulatedClient, numbered: NumberedEvent): void {
    if (client.entitlement !== "guest") throw new Error(`${client.name} has no key and was told something.`);
    if (numbered.event.type === "face") {
      note("face");
      client.face = numbered.event.face;
    } else if (happens(0.05)) note("message lost");
    else client.picture = client.picture && pictured(client.picture, numbered);
  }

  /** The loser of a replaced connection stays away, and so does one who has left. */
  function forget(client: SimulatedClient): void {
    client.session = null;
    client.seat = null;
    client.picture = null;
  }

  function loseConnection(client: SimulatedClient): void {
    if (client.session === null) return;
    lost.push({ session: client.session, at: server.now });
    client.session = null;
    client.picture = null;
  }

  /** A seat was given; its answer may get lost, and the connection with it. */
  function take(
    client: SimulatedClient,
    session: SimulatedSession,
    given: Seated & { room: Room | null },
    next: { secret: string; former: readonly string[]; shared: boolean; lasting: boolean },
  ): void {
    if (given.room === null) throw new Error("A seat was given in no room.");
    const participant = given.seat.id;
    const picture = server.gateway.enter(session, participant, given.room);
    assertNothingSecret(picture);
    everGiven.push({ participant, secret: next.secret });
    if (client.session !== session) return;
    if (happens(0.15)) {
      note("answer lost");
      loseConnection(client);
      return;
    }
    client.request = null;
    client.picture = picture;
    const seat = { participant, ...next };
    client.seat = seat;
    if (!next.lasting) server.onceOnDisk(() => Object.assign(seat, { lasting: true }));
  }

  /** One who has kept the secret that it was given is refused only if the seat is gone. */
  function assertRightful({ participant, shared, lasting }: SimulatedSeat, code: ErrorCode): void {
    const mayBeUnknown = server.departed.has(participant) || !lasting;
    if (code === "resume-unknown" ? mayBeUnknown : shared) return;
    throw new Error(`${participant} was refused: ${code}`);
  }

  async function confirm(client: SimulatedClient): Promise<void> {
    const { session, seat } = client;
    if (session === null || seat === null) return;
    const { participant } = seat;
    const confirmed = await server.act({ type: "confirm", participant, connection: session.connection });
    const record = confirmed?.ok && confirmed.room?.participants.find(({ id }) => id === participant);
    if (!record || record.secret.current !== hashOf(seat.secret)) return;
    const { presence, secret } = record;
    const isLive = presence.kind === "live" && presence.connection === session.connection;
    if (isLive && secret.previous !== null)
      throw new Error(`${participant} confirmed, and nothing was forgotten.`);
    if (!isLive) return;
    server.onceOnDisk(() => {
      for (const former of seat.former) dead.add(former);
    });
  }

  return {
    all,
    get calm() {
      return calm;
    },
    set calm(value) {
      calm = value;
    },

    async watch(client) {
      if (client.session === null) await open(client);
    },

    async join(client) {
      if (client.seat !== null) return;
      if (client.session !== null && random.chance(0.5)) loseConnection(client);
      const session = client.session ?? (await open(client));
      if (client.session !== session) return;
      client.request ??= fresh("request");
      const secret = fresh("secret");
      server.gateway.hold(session);
      const joined = await server.act({
        type: "join",
        participant: idOf(fresh(client.name)),
        call: fresh("call"),
        name: client.name,
        role: "guest",
        media: { microphone: random.chance(0.5), camera: random.chance(0.5) },
        joinRequest: hashOf(client.request),
        secret: hashOf(secret),
        connection: session.connection,
      });
      if (joined === null) return;
      if (!joined.ok) {
        note(joined.code);
        client.request = null;
        server.gateway.release(session);
        return;
      }
      if (joined.repeated) note("join repeated");
      const lasting = joined.durable !== undefined;
      take(client, session, joined, { secret, former: [], shared: false, lasting });
    },

    async resume(client) {
      const { seat } = client;
      if (seat === null) return;
      loseConnection(client);
      const session = await open(client);
      if (client.session !== session) return;
      const secret = fresh("secret");
      const isFresh = random.chance(0.3);
      server.gateway.hold(session);
      const resumed = await server.act(
        {
          type: "resume",
          participant: seat.participant,
          presented: hashOf(seat.secret),
          next: hashOf(secret),
          connection: session.connection,
          fresh: isFresh,
        },
        (room) => {
          const record = room?.participants.find(({ id }) => id === seat.participant);
          if (record?.secret.previous === hashOf(seat.secret)) note("resumed by the secret before the last");
        },
      );
      if (resumed === null) return;
      if (!resumed.ok) {
        note(resumed.code);
        assertRightful(seat, resumed.code);
        client.seat = null;
        server.gateway.release(session);
        return;
      }
      note(isFresh ? "resumed fresh" : "resumed");
      seat.lasting = true;
      const { shared } = seat;
      take(client, session, resumed, {
        secret,
        former: [...seat.former, seat.secret],
        shared,
        lasting: true,
      });
      if (random.chance(0.7)) await confirm(client);
    },

    async update(client) {
      const { session, seat } = client;
      if (session === null || seat === null) return;
      await confirm(client);
      if (client.session !== session) return;
      const updated = await server.act({
        type: "update",
        participant: seat.participant,
        connection: session.connection,
        name: fresh("name"),
        media: { microphone: random.chance(0.5), camera: random.chance(0.5) },
      });
      // The connection is one that the server has given up, or that another has replaced.
      if (updated !== null && !updated.ok && client.session === session) loseConnection(client);
    },

    async leave(client) {
      const { session, seat } = client;
      if (session === null || seat === null) return;
      const { participant } = seat;
      await server.act({ type: "leave", participant, connection: session.connection });
      server.gateway.disconnect(session);
      if (client.session === session) forget(client);
    },

    async unload(client) {
      const { session, seat } = client;
      if (session === null || seat === null) return;
      note("unloaded");
      await server.act({ type: "unload", participant: seat.participant, connection: session.connection });
      if (client.session === session) loseConnection(client);
    },

    async catchUp(client) {
      const { session, seat } = client;
      if (session === null || seat === null) return;
      if (client.picture?.n === session.n) return;
      note("synced");
      const picture = await server.gateway.sync(session);
      if (client.session === session) client.picture = picture;
    },

    loseConnection,

    duplicateTab(from, to) {
      if (from.seat === null || to.seat !== null) return;
      note("second tab");
      loseConnection(to);
      to.request = null;
      from.seat = { ...from.seat, shared: true };
      to.seat = { ...from.seat };
    },

    async noticeLoss() {
      const [one] = lost.splice(0, 1);
      if (one === undefined) return;
      server.gateway.disconnect(one.session);
      const { viewer, connection } = one.session;
      if (viewer.kind === "outside") return;
      const { participant } = viewer;
      await server.act({ type: "drop", participant, connection, lastSignOfLife: one.at });
    },

    async tryOldSecret() {
      const worthless = everGiven.filter(
        ({ participant, secret }) => dead.has(secret) || server.departed.has(participant),
      );
      if (worthless.length === 0) return;
      const { participant, secret } = random.pick(worthless);
      const tried = await server.act({
        type: "resume",
        participant,
        presented: hashOf(secret),
        next: hashOf(fresh("stolen")),
        connection: fresh("@thief"),
        fresh: random.chance(0.5),
      });
      if (tried?.ok) throw new Error(`${participant} came back by ${secret}.`);
      note("old secret refused");
    },

    serverGone() {
      lost.length = 0;
      for (const client of all) {
        client.session = null;
        client.picture = null;
      }
    },

    knows: (connection) =>
      [...all.map(({ session }) => session), ...lost.map(({ session }) => session)].some(
        (session) => session?.connection === connection,
      ),
  };
}

function assertNothingSecret(told: unknown): void {
  const text = JSON.stringify(told);
  if (marks.test(text)) throw new Error(`A hash or a connection's id was told: ${text}`);
}
