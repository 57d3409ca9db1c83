import type { ParticipantId } from "@confab/protocol";
import type { Command, Join, Resume } from "../commands.ts";
import { decide } from "../decide.ts";
import type { DomainEvent, Room, Time } from "../model.ts";
import type { Seated } from "../rules/seat.ts";
import { openMemoryStore } from "../store/memory.ts";
import type { Decision, Entry, RoomStore } from "../store/store.ts";
import { createDisk, openMemoryJournal } from "../store/testing/memory-journal.ts";
import { createCommand, roomId, roomName } from "./samples.ts";
import { createSimulatedGateway, type SimulatedGateway } from "./simulated-gateway.ts";

/** A server that can be restarted and killed, over a disk that stays, with one room. */
export interface SimulatedServer {
  now: Time;
  readonly gateway: SimulatedGateway;
  readonly store: RoomStore;
  /** Whose seats are gone for good. */
  readonly departed: ReadonlySet<ParticipantId>;
  /** What was thrown where nobody could hear it. */
  readonly bugs: readonly unknown[];
  /** `null` where the server died before it could answer. */
  act(command: Join | Resume, before?: (room: Room | null) => void): Promise<Decision<Seated> | null>;
  act(command: Command): Promise<Decision | null>;
  /** Calls back when all that has been committed so far is on disk; never, if a crash comes first. */
  onceOnDisk(callback: () => void): void;
  room(): Promise<Room>;
  restart(): Promise<void>;
  /** Ends all that is under way, at once. */
  crash(): void;
  close(): Promise<void>;
}

export interface SimulatedServerDeps {
  readonly capacity: number;
  readonly keys: { readonly host: string; readonly guest: string };
  readonly note: (what: string) => void;
}

/** One run of the server's process. */
interface Process {
  readonly store: RoomStore;
  readonly gateway: SimulatedGateway;
}

export async function createSimulatedServer({
  capacity,
  keys,
  note,
}: SimulatedServerDeps): Promise<SimulatedServer> {
  const disk = createDisk();
  const departed = new Set<ParticipantId>();
  const bugs: unknown[] = [];
  const waiting = new Set<() => void>();
  let now: Time = 1_000_000;
  /** Of the last entry of this process. */
  let version: number | null = null;
  let process = start();

  function start(): Process {
    const store = openMemoryStore({
      journal: openMemoryJournal(disk),
      now: () => now,
      report: (error) => bugs.push(error),
    });
    const gateway = createSimulatedGateway({ store, id: roomId, name: roomName, now: () => now });
    store.subscribe(roomId, (entry) => {
      if (process.store === store) follow(entry);
    });
    return { store, gateway };
  }

  function follow(entry: Entry): void {
    if (version !== null && entry.version !== version + 1)
      throw new Error(`Version ${entry.version} came after ${version}.`);
    version = entry.version;
    for (const event of entry.events) record(event);
  }

  function record(event: DomainEvent): void {
    switch (event.type) {
      case "created":
        return;
      case "joined":
      case "replaced":
        note(event.type);
        return;
      case "changed":
        if (event.participant.presence.kind === "away") note("away");
        return;
      case "left":
        departed.add(event.participant.id);
        note(event.reason);
        return;
    }
  }

  function act(
    command: Join | Resume,
    before?: (room: Room | null) => void,
  ): Promise<Decision<Seated> | null>;
  function act(command: Command): Promise<Decision | null>;
  async function act(command: Command, before?: (room: Room | null) => void): Promise<Decision | null> {
    const at = process;
    const alreadyWaiting = [...waiting];
    try {
      const decision = await at.store.transact(roomId, (room) => {
        before?.(room);
        return decide(room, command, now);
      });
      if (at !== process) return null;
      if (decision.ok && decision.durable) settle(alreadyWaiting);
      return decision;
    } catch (error) {
      if (at !== process) return null;
      throw error;
    }
  }

  function settle(callbacks: Iterable<() => void>): void {
    for (const callback of callbacks) {
      if (waiting.delete(callback)) callback();
    }
  }

  async function room(): Promise<Room> {
    const found = await process.store.read(roomId);
    if (found === null) throw new Error("The room is gone.");
    return found;
  }

  function startAgain(): void {
    version = null;
    process = start();
  }

  await act(createCommand({ keys, policy: { capacity, graceMs: 120_000 } }));

  return {
    get now() {
      return now;
    },
    set now(time) {
      now = time;
    },
    get gateway() {
      return process.gateway;
    },
    get store() {
      return process.store;
    },
    departed,
    bugs,
    act,
    onceOnDisk: (callback) => void waiting.add(callback),
    room,
    async restart() {
      process.gateway.close();
      await process.store.close();
      settle([...waiting]);
      startAgain();
    },
    crash() {
      process.gateway.close();
      waiting.clear();
      startAgain();
    },
    close: () => process.store.close(),
  };
}
