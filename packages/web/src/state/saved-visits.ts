import type { SavedSeat } from "@confab/client";
import { isRecord, readJson, type Shelf } from "./shelf.ts";

/** What a reload must not lose: the seat, and how the person sat in it. A camera that was off stays off. */
export interface SavedVisit {
  readonly seat: SavedSeat;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly silent: boolean;
  /** When this visit began, in ms since the epoch. */
  readonly since: number;
}

/** Visits of this tab, by room. The shelf should die with the tab. */
export interface SavedVisits {
  read(room: string): SavedVisit | null;
  write(room: string, visit: SavedVisit): void;
  remove(room: string): void;
}

function isSavedVisit(value: unknown): value is SavedVisit {
  if (!isRecord<keyof SavedVisit>(value)) return false;
  const { seat, microphone, camera, silent, since } = value;
  return (
    isRecord<keyof SavedSeat>(seat) &&
    typeof seat.participant === "string" &&
    typeof seat.secret === "string" &&
    [microphone, camera, silent].every((flag) => typeof flag === "boolean") &&
    typeof since === "number"
  );
}

export function createSavedVisits(shelf: Shelf): SavedVisits {
  return {
    read: (room) => readJson(shelf, `visit:${room}`, isSavedVisit),
    write: (room, visit) => shelf.set(`visit:${room}`, JSON.stringify(visit)),
    remove: (room) => shelf.remove(`visit:${room}`),
  };
}
