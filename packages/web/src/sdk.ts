import type { Entrance, EntranceOptions, LocalMedia } from "@confab/client";

/** What the app uses of the SDK; the gallery puts something else in its place. */
export interface Sdk {
  openEntrance(options: EntranceOptions): Entrance;
  createLocalMedia(): LocalMedia;
}
