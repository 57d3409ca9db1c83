import type { Entrance, EntranceOptions } from "./api.ts";
import type { ClientDeps } from "./deps.ts";

export function openEntrance(options: EntranceOptions, deps: Partial<ClientDeps> = {}): Entrance {
  void options;
  void deps;
  throw new Error("not implemented");
}
