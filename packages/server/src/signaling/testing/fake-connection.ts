import type { ServerEvents, Welcome } from "@confab/protocol";
import type { Connection } from "../connection.ts";

export interface FakeConnection extends Connection {
  readonly sent: readonly { readonly name: string; readonly payload: unknown }[];
  readonly endedHow: string | null;
  /** Acknowledges the welcome. */
  acknowledge(): void;
  /** Payloads of what was sent under a name. */
  of<E extends Exclude<keyof ServerEvents, "welcome">>(name: E): readonly Parameters<ServerEvents[E]>[0][];
  readonly welcomes: readonly Welcome[];
}

export function createFakeConnection(id: string): FakeConnection {
  const sent: { name: string; payload: unknown }[] = [];
  const byName: { [E in Exclude<keyof ServerEvents, "welcome">]: Parameters<ServerEvents[E]>[0][] } = {
    event: [],
    signal: [],
    beat: [],
    bye: [],
  };
  const welcomes: Welcome[] = [];
  let seen: () => void = () => undefined;
  let endedHow: string | null = null;
  return {
    id,
    sent,
    welcomes,
    send(name, ...payload) {
      sent.push({ name, payload: payload[0] });
      const list: unknown[] = byName[name];
      list.push(payload[0]);
    },
    welcome(welcome, acknowledged) {
      sent.push({ name: "welcome", payload: welcome });
      welcomes.push(welcome);
      seen = acknowledged;
    },
    close(how) {
      endedHow = how;
    },
    of: (name) => byName[name],
    acknowledge: () => seen(),
    get endedHow() {
      return endedHow;
    },
  };
}
