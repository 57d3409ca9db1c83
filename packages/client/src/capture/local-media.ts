import type { LocalMedia } from "../api.ts";

export function createLocalMedia(deps: object = {}): LocalMedia {
  void deps;
  throw new Error("not implemented");
}
