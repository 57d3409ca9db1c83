import type { RoomName } from "@confab/protocol";
import type { Room, RoomId } from "../rooms/model.ts";
import type { Entry, RoomStore } from "../rooms/store/store.ts";
import type { HostedRoom, Session } from "./session.ts";

export interface HostedRooms {
  /** The hosted room of that name, followed from now on until its last session leaves. Let a session enter it at once. */
  of(name: RoomName): HostedRoom;
  /** Takes a session in. */
  enter(session: Session): void;
  /** Lets a session go, and the room with the last one. Harmless for a session that is not in. */
  leave(session: Session): void;
  all(): Iterable<HostedRoom>;
  readonly size: number;
}

export interface HostedRoomsDeps {
  readonly store: Pick<RoomStore, "subscribe">;
  readonly project: string;
  /** Tells a session of an entry. */
  readonly hear: (session: Session, entry: Entry) => void;
}

/** Follows each room that has sessions here by one subscription. */
export function createHostedRooms({ store, project, hear }: HostedRoomsDeps): HostedRooms {
  const rooms = new Map<RoomId, HostedRoom>();

  function follow(room: HostedRoom, entry: Entry): void {
    room.document = entry.room;
    for (const session of [...room.sessions]) hear(session, entry);
  }

  return {
    of(name) {
      const id: RoomId = `${project}/${name}`;
      const known = rooms.get(id);
      if (known) return known;
      const room: HostedRoom = {
        id,
        name,
        sessions: new Set(),
        document: null,
        stop: store.subscribe(id, (entry) => follow(room, entry)),
      };
      rooms.set(id, room);
      return room;
    },
    enter(session) {
      session.room.sessions.add(session);
    },
    leave(session) {
      const { room } = session;
      if (!room.sessions.delete(session) || room.sessions.size > 0) return;
      rooms.delete(room.id);
      room.stop();
    },
    all: () => rooms.values(),
    get size() {
      return rooms.size;
    },
  };
}

/** Takes note of a document read or decided elsewhere; an older one than known is ignored. */
export function learn(room: HostedRoom, document: Room | null): void {
  if (document !== null && document.version > (room.document?.version ?? 0)) room.document = document;
}
