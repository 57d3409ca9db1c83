import type { ServerEvents, Welcome, WireError } from "@confab/protocol";
import type { ConnectionId } from "../rooms/model.ts";

type Plain = Exclude<keyof ServerEvents, "welcome">;

/** One client's connection, as the gateway sees it. Sending on a closed one does nothing. */
export interface Connection {
  readonly id: ConnectionId;
  send<E extends Plain>(name: E, ...payload: Parameters<ServerEvents[E]>): void;
  /** Sends the first message; `seen` is called if the client acknowledges it. */
  welcome(welcome: Welcome, seen: () => void): void;
  /** Closes after what was sent has gone out. `stay-away` tells Socket.IO clients not to reconnect by themselves; `come-back` looks like a lost network. */
  close(how: "stay-away" | "come-back"): void;
}

/** Where the gateway wants what comes in on a connection. */
export interface Receiver {
  /** Any event that the client sends. `answer` is `null` if it asked for none. */
  receive(name: unknown, payload: unknown, answer: ((answer: unknown) => void) | null): void;
  /** Called once, however the connection ended. `silentMs` is how long ago it last gave a sign of life. */
  closed(silentMs: number): void;
}

/** Somebody at the door. */
export interface Knock {
  /** Socket.IO's `auth`, unchecked. */
  readonly auth: unknown;
  /** The client's address, proxies that we trust taken into account. */
  readonly address: string;
}

export type Admission =
  | { readonly ok: false; readonly error: WireError }
  | { readonly ok: true; open(connection: Connection): Receiver };

/** What stands behind the door. */
export interface Gateway {
  /** Looks at the handshake alone. What it asks of the room is answered in `welcome`. */
  admit(knock: Knock): Admission;
}
