import type {
  LegStats,
  LocalMedia,
  RemoteParticipant,
  Room,
  RoomEvents,
  RoomState,
  SavedSeat,
} from "@confab/client";
import type { Role } from "@confab/protocol";
import { createFakeEmitter } from "./fake-emitter.ts";

export interface FakeRoom extends Room {
  set(state: RoomState): void;
  arrive(person: RemoteParticipant): void;
  change(person: RemoteParticipant): void;
  depart(person: RemoteParticipant): void;
  reseat(seat: SavedSeat | null): void;
  measure(stats: readonly LegStats[]): void;
}

export function createFakeRoom(options: {
  name: string;
  you: { name: string; role: Role };
  media: LocalMedia;
  people?: readonly RemoteParticipant[];
  state?: RoomState;
  seat?: SavedSeat | null;
  show?: Room["attach"];
}): FakeRoom {
  const { on, emit } = createFakeEmitter<RoomEvents>();
  const participants = new Map((options.people ?? []).map((person) => [person.id, person]));
  let state: RoomState = options.state ?? { kind: "joined" };
  let seat: SavedSeat | null =
    options.seat === undefined ? { participant: "y".repeat(16), secret: "s".repeat(32) } : options.seat;
  const set = (next: RoomState) => {
    state = next;
    emit("state", next);
  };
  return {
    on,
    set,
    name: options.name,
    you: { id: "y".repeat(16), ...options.you },
    capacity: 2,
    media: options.media,
    participants,
    relay: true,
    timeline: {},
    get state() {
      return state;
    },
    get seat() {
      return seat;
    },
    callMs: () => 754_000,
    rename: async () => undefined,
    attach: options.show ?? (() => () => undefined),
    stats: async () => [],
    async leave() {
      set({ kind: "closed", reason: "left" });
    },
    arrive(person) {
      participants.set(person.id, person);
      emit("participant-joined", person);
    },
    change(person) {
      participants.set(person.id, person);
      emit("participant-changed", person);
    },
    depart(person) {
      participants.delete(person.id);
      emit("participant-left", person);
    },
    reseat(next) {
      seat = next;
      emit("seat", next);
    },
    measure: (stats) => emit("stats", stats),
  };
}
