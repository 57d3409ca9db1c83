import { randomBytes } from "node:crypto";
import type {
  Answer,
  Beat,
  Bye,
  NumberedEvent,
  RequestName,
  RequestPayload,
  Seat,
  Signal,
  Welcome,
  WireError,
} from "@confab/protocol";
import { io, type ManagerOptions, type Socket } from "socket.io-client";

/** One thing that a server sent, in the order in which it came. */
export type Heard =
  | { readonly kind: "welcome"; readonly welcome: Welcome }
  | { readonly kind: "event"; readonly event: NumberedEvent }
  | { readonly kind: "signal"; readonly signal: Signal }
  | { readonly kind: "beat"; readonly n: number }
  | { readonly kind: "bye"; readonly reason: Bye["reason"] }
  | { readonly kind: "answer"; readonly to: string };

/** A client that does nothing by itself, and keeps all that it hears. */
export interface Caller {
  readonly socket: Socket;
  readonly heard: readonly Heard[];
  /** Waits for the first thing that matches, from the beginning or from `from` on. */
  hear<K extends Heard["kind"]>(
    kind: K,
    matches?: (heard: Extract<Heard, { kind: K }>) => boolean,
    from?: number,
  ): Promise<Extract<Heard, { kind: K }>>;
  welcomed(): Promise<Welcome>;
  ask<N extends RequestName>(
    name: N,
    payload: Omit<RequestPayload<N>, "id"> & { id?: string },
  ): Promise<Answer<N>>;
  /** Sends anything at all. */
  raw(name: string, ...payload: unknown[]): Promise<Answer<RequestName>>;
  join(name: string, more?: Partial<RequestPayload<"join">>): Promise<Seat>;
  closed(): Promise<string>;
  close(): void;
}

export interface CallerOptions {
  readonly auth: object;
  /** Keep the acknowledgement of `welcome` back. */
  readonly mute?: boolean;
  readonly io?: Partial<ManagerOptions>;
}

const patienceMs = 10_000;

export function requestId(): string {
  return randomBytes(16).toString("base64url");
}

/** Connects to a server whose URL ends in its base path. */
export function call(url: string, options: CallerOptions): Caller {
  const { origin, pathname } = new URL(url);
  const socket: Socket = io(origin, {
    path: `${pathname}socket.io/`,
    auth: { ...options.auth },
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    ...options.io,
  });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let lost: string | null = null;
  const keep = (one: Heard) => {
    heard.push(one);
    wake();
  };
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  socket.on("welcome", (welcome: Welcome, seen: () => void) => {
    keep({ kind: "welcome", welcome });
    if (!options.mute) seen();
  });
  socket.on("event", (event: NumberedEvent) => keep({ kind: "event", event }));
  socket.on("signal", (signal: Signal) => keep({ kind: "signal", signal }));
  socket.on("beat", ({ n }: Beat) => keep({ kind: "beat", n }));
  socket.on("bye", ({ reason }: Bye) => keep({ kind: "bye", reason }));
  socket.on("disconnect", (reason) => {
    lost = reason;
    wake();
  });

  function until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`Waited in vain for ${what}. Heard: ${JSON.stringify(heard).slice(0, 2000)}`));
      }, patienceMs);
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  }

  const raw = async (name: string, ...payload: unknown[]) => {
    return new Promise<Answer<RequestName>>((resolve, reject) => {
      socket
        .timeout(patienceMs)
        .emit(name, ...payload, (error: Error | null, answer: Answer<RequestName>) => {
          if (error) {
            reject(new Error(`${name.slice(0, 50)} was not answered`));
            return;
          }
          keep({ kind: "answer", to: name });
          resolve(answer);
        });
    });
  };

  const caller: Caller = {
    socket,
    heard,
    hear: (kind, matches = () => true, from = 0) =>
      until(kind, () => {
        for (const one of heard.slice(from)) if (isKind(one, kind) && matches(one)) return one;
        return undefined;
      }),
    welcomed: async () => (await caller.hear("welcome")).welcome,
    async ask(name, payload) {
      return (await raw(name, { id: requestId(), ...payload })) as Answer<typeof name>;
    },
    raw,
    async join(name, more = {}) {
      await caller.welcomed();
      const answer = await caller.ask("join", { name, media: { microphone: true, camera: true }, ...more });
      if (!answer.ok) throw new Error(`join was refused: ${answer.error.code}`);
      return answer.result;
    },
    closed: () => until("the end of the connection", () => lost ?? undefined),
    close: () => void socket.disconnect(),
  };
  return caller;
}

/** The error that a handshake is refused with. */
export function refusal(
  url: string,
  auth: object,
  more: Partial<ManagerOptions> = {},
): Promise<WireError | string> {
  const { socket } = call(url, { auth, io: more });
  return new Promise((resolve, reject) => {
    socket.on("connect_error", (error: Error & { data?: WireError }) => {
      socket.disconnect();
      resolve(error.data ?? error.message);
    });
    socket.on("connect", () => {
      socket.disconnect();
      reject(new Error("The handshake was not refused."));
    });
  });
}

function isKind<K extends Heard["kind"]>(heard: Heard, kind: K): heard is Extract<Heard, { kind: K }> {
  return heard.kind === kind;
}
