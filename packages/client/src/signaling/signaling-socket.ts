import type { Handshake, RequestName, ServerEvents } from "@confab/protocol";

export interface SocketTarget {
  /** The server's base URL, ending in a slash. */
  readonly url: string;
  readonly handshake: Handshake;
  /** Begin with long polling: the last try got no answer at all, as where a proxy swallows WebSockets. */
  readonly pollingFirst: boolean;
  /** Ask first by a plain request whether the server is there. */
  readonly knockFirst: boolean;
}

/** What a socket tells. After `refused` or `lost` it says nothing more. */
export interface SocketListener {
  message(name: keyof ServerEvents, payload: unknown, seen: () => void): void;
  /** The server refused the handshake; `error` is Socket.IO's, with the server's own in its `data`. */
  refused(error: unknown): void;
  lost(): void;
}

/** One connection to the server, used once and never by itself connected again. */
export interface SignalingSocket {
  send(name: RequestName, payload: object, answered: (answer: unknown) => void): void;
  /** Idempotent; the listener hears nothing of it. */
  close(): void;
}

export type OpenSocket = (target: SocketTarget, listener: SocketListener) => SignalingSocket;
