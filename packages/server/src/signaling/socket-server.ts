import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type ClientEvents, limits, type ServerEvents, wireError } from "@confab/protocol";
import { Server, type Socket } from "socket.io";
import type { Clock } from "../clock.ts";
import type { Log } from "../logging.ts";
import { createAddressCounts } from "./address-counts.ts";
import type { Connection, Gateway } from "./connection.ts";

/** Socket.IO, the only place that knows it. */
export interface SocketServer {
  /** Whether the request is for this server rather than for the web application. */
  owns(request: IncomingMessage): boolean;
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Waits a short while for what was sent to go out, then closes every connection. Idempotent. */
  close(): Promise<void>;
}

export interface SocketServerDeps {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: Log;
  /** Starts and ends with a slash. */
  readonly basePath: string;
  readonly originAllowed: (request: IncomingMessage) => boolean;
  /** Origins that browsers must be told of, since long polling is bound by CORS. */
  readonly foreignOrigins: readonly string[];
  /** The client's address, and what limits count it by. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly limitKey: (address: string) => string;
  readonly perAddress: number;
}

type RoomSocket = Socket<ClientEvents, ServerEvents>;

/** Engine.IO's connection, as far as we look into it. */
interface Raw {
  request: unknown;
  readonly transport: { readonly writable: boolean };
  once(event: "close", listener: () => void): unknown;
}

/** What we keep of an Engine.IO connection. */
interface Peer {
  readonly address: string;
  readonly crowded: boolean;
  /** Messages sent since the transport last took any. */
  behind: number;
}

/** Pings every 5 s, answers within 4 s: a dead connection is noticed after 9 s, within `limits.livenessMs`. */
const pingInterval = limits.livenessMs / 2;
const pingTimeout = limits.livenessMs / 2 - 1000;
/** A client that does not read what it is sent is let go when so many messages wait for it. */
const mostBehind = 256;
const closingGraceMs = 1000;

export function createSocketServer(deps: SocketServerDeps): SocketServer {
  const { gateway, clock, log, originAllowed, addressOf } = deps;
  const path = `${deps.basePath}socket.io/`;
  const addresses = createAddressCounts(deps.perAddress);
  const peers = new WeakMap<object, Peer>();
  let open = 0;
  let emptied: () => void = () => undefined;
  // Never listens. Socket.IO binds itself to one server, while ours may be reached through several.
  const carrier = createServer();
  const io: Server<ClientEvents, ServerEvents> = new Server(carrier, {
    path,
    transports: ["polling", "websocket"],
    pingInterval,
    pingTimeout,
    maxHttpBufferSize: limits.messageBytes,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    connectTimeout: limits.livenessMs,
    ...(deps.foreignOrigins.length > 0 ? { cors: { origin: [...deps.foreignOrigins] } } : {}),
    allowRequest(request, decide) {
      if (!originAllowed(request)) decide("origin not allowed", false);
      else if (addresses.overrun(deps.limitKey(addressOf(request)))) decide("too many connections", false);
      else decide(null, true);
    },
  });

  io.engine.on("connection", (raw: Raw & { request: IncomingMessage | null }) => {
    const address = raw.request === null ? "" : addressOf(raw.request);
    const key = deps.limitKey(address);
    peers.set(raw, { address, crowded: addresses.add(key), behind: 0 });
    open += 1;
    raw.once("close", () => {
      addresses.remove(key);
      open -= 1;
      if (open === 0) emptied();
    });
    raw.request = null;
  });
  io.engine.on("headers", (_headers: object, request: IncomingMessage) => {
    // The request of an upgrade lives as long as its connection (Engine.IO 6.6 listens for the end with it in hand). Its
    // headers are a good part of what an idle connection weighs, and are of no use after this turn.
    if (request.headers.upgrade !== undefined) setImmediate(shed, request);
  });
  io.engine.on("drain", (raw: object) => {
    const peer = peers.get(raw);
    if (peer) peer.behind = 0;
  });

  const admissions = new WeakMap<RoomSocket, Extract<ReturnType<Gateway["admit"]>, { ok: true }>>();
  io.use((socket, next) => {
    const peer = peers.get(socket.conn);
    const admission = peer?.crowded
      ? { ok: false as const, error: wireError("too-many-requests", { retryAfterMs: 5000 }) }
      : gateway.admit({ auth: socket.handshake.auth, address: peer?.address ?? "" });
    // The key and the resume secret are not to lie about for as long as the connection lives.
    socket.handshake.auth = {};
    if (!admission.ok) {
      next(Object.assign(new Error(admission.error.code), { data: admission.error }));
      return;
    }
    admissions.set(socket, admission);
    next();
  });

  io.on("connection", (socket) => {
    const admission = admissions.get(socket);
    const peer = peers.get(socket.conn);
    if (admission === undefined || peer === undefined) {
      socket.disconnect(true);
      return;
    }
    admissions.delete(socket);
    const receiver = admission.open(new SocketConnection(socket, peer));
    // Called outside any promise: what is thrown here would end the process.
    socket.onAny((name: unknown, ...args: unknown[]) => {
      try {
        const last = args.at(-1);
        const answer = isFunction(last) ? last : null;
        receiver.receive(name, args[0] === answer ? undefined : args[0], answer);
      } catch (error) {
        log.error({ err: error }, "message could not be received");
      }
    });
    socket.on("disconnect", (reason) => {
      receiver.closed(reason === "ping timeout" ? pingInterval + pingTimeout : 0);
      // We have one namespace only: a connection that has left it is of no more use.
      socket.conn.close();
    });
  });

  async function close(): Promise<void> {
    if (open > 0) {
      await new Promise<void>((resolve) => {
        const giveUp = clock.after(closingGraceMs, resolve);
        emptied = () => {
          giveUp();
          resolve();
        };
      });
    }
    await io.close();
  }
  let closed: Promise<void> | null = null;

  return {
    owns: (request) => request.url?.startsWith(path) === true,
    request: (request, response) => void carrier.emit("request", request, response),
    upgrade: (request, socket, head) => void carrier.emit("upgrade", request, socket, head),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** A class, so that thousands of idle connections share their methods. */
class SocketConnection implements Connection {
  readonly #socket: RoomSocket;
  readonly #peer: Peer;

  constructor(socket: RoomSocket, peer: Peer) {
    this.#socket = socket;
    this.#peer = peer;
  }

  get id() {
    return this.#socket.id;
  }

  send<E extends Parameters<Connection["send"]>[0]>(name: E, ...payload: Parameters<ServerEvents[E]>): void {
    this.#peer.behind = this.#socket.conn.transport.writable ? 0 : this.#peer.behind + 1;
    if (this.#peer.behind > mostBehind) this.#socket.conn.close(true);
    this.#socket.emit(name, ...payload);
  }

  welcome(...welcome: Parameters<ServerEvents["welcome"]>): void {
    this.#socket.emit("welcome", ...welcome);
  }

  close(how: "stay-away" | "come-back"): void {
    if (how === "stay-away") this.#socket.disconnect(true);
    else this.#socket.conn.close();
  }
}

function shed(request: IncomingMessage): void {
  request.headers = {};
  request.rawHeaders = [];
}

function isFunction(value: unknown): value is (answer: unknown) => void {
  return typeof value === "function";
}
