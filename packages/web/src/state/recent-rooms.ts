import { isRecord, readJson, type Shelf } from "./shelf.ts";

/** A room that this device has been in. `key` is the key it came with; `guestKey` is there if the room was made here. */
export interface RecentRoom {
  readonly room: string;
  readonly key: string | null;
  readonly guestKey: string | null;
  /** Last visit, in ms since the epoch. */
  readonly at: number;
}

const shown = 5;
/** Keys are remembered for longer than the list shows, so that the maker of an older room still shares guest links. */
const kept = 50;

/** The list with this visit in front, once per room. What an earlier visit knew and this one doesn't is kept. */
export function withVisit(
  rooms: readonly RecentRoom[],
  visit: Partial<RecentRoom> & Pick<RecentRoom, "room" | "at">,
): readonly RecentRoom[] {
  const before = rooms.find(({ room }) => room === visit.room);
  const now: RecentRoom = {
    room: visit.room,
    at: visit.at,
    key: visit.key ?? before?.key ?? null,
    guestKey: visit.guestKey ?? before?.guestKey ?? null,
  };
  return [now, ...rooms.filter(({ room }) => room !== visit.room)].slice(0, kept);
}

function isRecentRoom(value: unknown): value is RecentRoom {
  const keyLike = (key: unknown) => key === null || typeof key === "string";
  return (
    isRecord<keyof RecentRoom>(value) &&
    typeof value.room === "string" &&
    typeof value.at === "number" &&
    keyLike(value.key) &&
    keyLike(value.guestKey)
  );
}

const isList = (value: unknown): value is RecentRoom[] => Array.isArray(value) && value.every(isRecentRoom);

export interface RecentRooms {
  list(): readonly RecentRoom[];
  /** The key that others may be given: the guest key if the room was made here, else none. */
  guestKey(room: string): string | null;
  add(visit: Partial<RecentRoom> & Pick<RecentRoom, "room" | "at">): void;
  remove(room: string): void;
}

export function createRecentRooms(shelf: Shelf): RecentRooms {
  const read = () => readJson(shelf, "rooms", isList) ?? [];
  const write = (rooms: readonly RecentRoom[]) => shelf.set("rooms", JSON.stringify(rooms));
  return {
    list: () => read().slice(0, shown),
    guestKey: (wanted) => read().find(({ room }) => room === wanted)?.guestKey ?? null,
    add: (visit) => write(withVisit(read(), visit)),
    remove: (gone) => write(read().filter(({ room }) => room !== gone)),
  };
}
