import type { Description, Handshake, RequestName, ServerEvents } from "@confab/protocol";
import type { OpenSocket, SocketListener } from "../signaling/signaling-socket.ts";

export interface SentRequest {
  readonly name: RequestName;
  readonly payload: { readonly id?: unknown; readonly opening?: { readonly description: Description } };
  answer(answer: unknown): void;
  ok(result: unknown): void;
  fail(code: string): void;
}

/** The server's end of one connection. */
export interface FakeConnection {
  readonly handshake: Handshake;
  readonly pollingFirst: boolean;
  readonly knockFirst: boolean;
  readonly closed: boolean;
  readonly requests: SentRequest[];
  /** How often a message was acknowledged. */
  readonly seen: number;
  say<N extends keyof ServerEvents>(name: N, payload: unknown): void;
  lose(): void;
  refuse(code: string, more?: object): void;
}

export interface FakeSockets {
  readonly open: OpenSocket;
  readonly connections: readonly FakeConnection[];
  /** The latest connection. */
  latest(): FakeConnection;
}

export function createFakeSockets(): FakeSockets {
  const connections: FakeConnection[] = [];

  const open: OpenSocket = ({ handshake, pollingFirst, knockFirst }, listener: SocketListener) => {
    let closed = false;
    let seen = 0;
    const requests: SentRequest[] = [];
    connections.push({
      handshake,
      pollingFirst,
      knockFirst,
      requests,
      get closed() {
        return closed;
      },
      get seen() {
        return seen;
      },
      say(name, payload) {
        listener.message(name, payload, () => {
          seen += 1;
        });
      },
      lose() {
        closed = true;
        listener.lost();
      },
      refuse(code, more = {}) {
        closed = true;
        listener.refused({ message: code, data: { code, message: code, ...more } });
      },
    });
    return {
      send(name, payload, answered) {
        const give = (answer: unknown): void => answered(structuredClone(answer));
        requests.push({
          name,
          payload: { ...payload },
          answer: give,
          ok: (result) => give({ ok: true, result }),
          fail: (code) => give({ ok: false, error: { code, message: code } }),
        });
      },
      close() {
        closed = true;
      },
    };
  };

  return {
    open,
    connections,
    latest() {
      const last = connections.at(-1);
      if (!last) throw new Error("No connection was tried");
      return last;
    },
  };
}
