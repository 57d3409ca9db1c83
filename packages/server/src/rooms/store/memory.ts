import type { Room, RoomId, Time } from "../model.ts";
import { deadlineOf } from "../rules/deadline.ts";
import { createDeadlineIndex } from "./deadline-index.ts";
import type { Journal } from "./journal.ts";
import { createLeases } from "./leases.ts";
import { createListeners, type Listeners } from "./listeners.ts";
import { createSessions } from "./sessions.ts";
import type { Decision, Entry, RoomStore } from "./store.ts";
import { StoreClosed } from "./store-closed.ts";
import { createTurns } from "./turns.ts";

export interface MemoryStoreDeps {
  /** Owned from now on, and closed with the store. */
  readonly journal: Journal;
  readonly now: () => Time;
  /** Takes what listeners throw. */
  readonly report: (error: unknown) => void;
}

/** The store of a single node: documents in memory, behind them a journal. */
export function openMemoryStore({ journal, now, report }: MemoryStoreDeps): RoomStore {
  const rooms = new Map<RoomId, Room>();
  const deadlines = createDeadlineIndex();
  const leases = createLeases(journal.kept.epoch);
  const sessions = createSessions(report);
  const subscribers = new Map<RoomId, Listeners<[Entry]>>();
  const watchers = createListeners<[]>(report);
  const turns = createTurns<RoomId>();
  const untold: { readonly id: RoomId; readonly entry: Entry }[] = [];
  let telling = false;
  let closed: Promise<void> | null = null;

  const openedAt = now();
  for (const kept of journal.kept.rooms) {
    const room = allAway(kept, openedAt);
    rooms.set(room.id, room);
    deadlines.set(room.id, deadlineOf(room));
  }

  function assertOpen(): void {
    if (closed !== null) throw new StoreClosed();
  }

  function step<D extends Decision>(id: RoomId, decide: (room: Room | null) => D): D | Promise<D> {
    const before = rooms.get(id) ?? null;
    const decision = decide(before);
    if (!decision.ok) return decision;
    if (decision.room === before) {
      setDeadline(id, decision.deadline);
      return decision;
    }
    const version = (before?.version ?? 0) + 1;
    if (decision.room !== null && decision.room.version !== version) {
      throw new Error(`A decision made version ${decision.room.version} where ${version} comes next.`);
    }
    const commit = () => {
      if (decision.room === null) rooms.delete(id);
      else rooms.set(id, decision.room);
      setDeadline(id, decision.deadline);
      tell(id, { room: decision.room, version, events: decision.events });
      return decision;
    };
    journal.write(id, decision.room);
    if (decision.durable === undefined) return commit();
    return journal.settle(decision.durable).then(commit, (error: unknown) => {
      journal.write(id, before);
      throw error;
    });
  }

  function setDeadline(id: RoomId, deadline: Time | null): void {
    const next = deadlines.next();
    deadlines.set(id, deadline);
    if (deadline !== null && (next === null || deadline < next)) watchers.tell();
  }

  /** A listener may transact in its turn; what comes of that is told when everybody has heard of what is being told. */
  function tell(id: RoomId, entry: Entry): void {
    untold.push({ id, entry });
    if (telling) return;
    telling = true;
    for (let next = untold.shift(); next !== undefined; next = untold.shift()) {
      subscribers.get(next.id)?.tell(next.entry);
    }
    telling = false;
  }

  async function close(): Promise<void> {
    await turns.idle();
    await journal.close();
    subscribers.clear();
    watchers.clear();
  }

  return {
    async read(id) {
      assertOpen();
      return rooms.get(id) ?? null;
    },
    async transact(id, decide) {
      assertOpen();
      return turns.take(id, () => step(id, decide));
    },
    subscribe(id, listener) {
      assertOpen();
      const listeners = subscribers.get(id) ?? createListeners<[Entry]>(report);
      subscribers.set(id, listeners);
      const stop = listeners.add(listener);
      return () => {
        stop();
        if (listeners.size === 0 && subscribers.get(id) === listeners) subscribers.delete(id);
      };
    },
    deadlines: {
      async due(time, most) {
        assertOpen();
        return deadlines.due(time, most);
      },
      async next() {
        assertOpen();
        return deadlines.next();
      },
      watch(listener) {
        assertOpen();
        return watchers.add(listener);
      },
    },
    async lease(room, holder, forMs, time) {
      assertOpen();
      return leases.take(room, holder, forMs, time);
    },
    sessions: {
      async claim(key, address) {
        assertOpen();
        return sessions.claim(key, address);
      },
      async find(key) {
        assertOpen();
        return sessions.find(key);
      },
      async release(key, connection) {
        assertOpen();
        return sessions.release(key, connection);
      },
      async send(address, message) {
        assertOpen();
        return sessions.send(address, message);
      },
      listen(node, listener) {
        assertOpen();
        return sessions.listen(node, listener);
      },
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** All connections ended with the process that held them. Counting from now gives every seat its whole time of grace. */
function allAway(room: Room, since: Time): Room {
  const participants = room.participants.map((record) => {
    const kind = record.presence.kind === "unloading" ? "unloading" : "away";
    return { ...record, presence: { kind, since } } as const;
  });
  return { ...room, version: room.version + 1, participants };
}
