import type { JoinOptions, Room } from "./api.ts";
import type { ClientDeps } from "./deps.ts";
import { openEntrance } from "./entrance.ts";

/** Joins a room in one step. See {@link JoinOptions}. @throws ConfabError with a protocol error code. */
export async function joinRoom(options: JoinOptions, deps: Partial<ClientDeps> = {}): Promise<Room> {
  void openEntrance;
  void options;
  void deps;
  throw new Error("not implemented");
}
