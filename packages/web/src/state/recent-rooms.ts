import { isRecord, readJson, type Shelf } from "./shelf.ts";

/** A room that this device has been in, with the key it came with. */
export interface RecentRoom {
  readonly room: string;
  readonly key: string | null;
  /** Last visit, in ms since the epoch. */
  readonly at: number;
}

const kept = 5;

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
  };
  return [now, ...rooms.filter(({ room }) => room !== visit.room)].slice(0, kept);
}

function isRecentRoom(value: unknown): value is RecentRoom {
  return (
    isRecord<keyof RecentRoom>(value) &&
    typeof value.room === "string" &&
    typeof value.at === "number" &&
    (value.key === null || typeof value.key === "string")
  );
}

const isList = (value: unknown): value is RecentRoom[] => Array.isArray(value) && value.every(isRecentRoom);

export interface RecentRooms {
  list(): readonly RecentRoom[];
  add(visit: Partial<RecentRoom> & Pick<RecentRoom, "room" | "at">): void;
  remove(room: string): void;
}

export function createRecentRooms(shelf: Shelf): RecentRooms {
  const read = () => readJson(shelf, "rooms", isList) ?? [];
  const write = (rooms: readonly RecentRoom[]) => shelf.set("rooms", JSON.stringify(rooms));
  return {
    list: read,
    add: (visit) => write(withVisit(read(), visit)),
    remove: (gone) => write(read().filter(({ room }) => room !== gone)),
  };
}
