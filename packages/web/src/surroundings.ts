import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Api } from "./api.ts";
import type { Sdk } from "./sdk.ts";
import type { RecentRooms } from "./state/recent-rooms.ts";
import type { SavedVisits } from "./state/saved-visits.ts";
import type { Settings } from "./state/settings.ts";

/** What every page stands on; made once, by whoever starts the app. */
export interface Surroundings {
  readonly sdk: Sdk;
  readonly api: Api;
  /** The server's URL with its base path; ends in a slash. */
  readonly base: URL;
  readonly settings: Settings;
  readonly recent: RecentRooms;
  readonly visits: SavedVisits;
  /** Goes to an address of the app without loading a page. */
  readonly go: (href: string) => void;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error("drawn outside of the app");
  return surroundings;
}
