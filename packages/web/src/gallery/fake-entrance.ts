import type { Entrance, EntranceState, LocalMedia, Room } from "@confab/client";
import { createFakeEmitter } from "./fake-emitter.ts";

export interface FakeEntrance extends Entrance {
  readonly closed: boolean;
  readonly warm: boolean;
  set(state: EntranceState): void;
}

/** An entrance in a given state, whose door leads to `room`, or fails as told. */
export function createFakeEntrance(options: {
  media: LocalMedia;
  state: EntranceState;
  room?: () => Room;
  failure?: Error;
}): FakeEntrance {
  const { on, emit } = createFakeEmitter<{ state: EntranceState }>();
  let state = options.state;
  let closed = false;
  let warm = false;
  const set = (next: EntranceState) => {
    state = next;
    emit("state", next);
  };
  return {
    on,
    set,
    media: options.media,
    get state() {
      return state;
    },
    get closed() {
      return closed;
    },
    get warm() {
      return warm;
    },
    warmUp() {
      warm = true;
    },
    async join() {
      const before = state;
      set({ kind: "joining" });
      if (options.failure || !options.room) {
        set(before);
        throw options.failure ?? new Error("this door leads nowhere");
      }
      const room = options.room();
      set({ kind: "inside", room });
      return room;
    },
    close() {
      closed = true;
    },
  };
}
