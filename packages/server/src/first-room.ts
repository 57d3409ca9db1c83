import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { InviteKey, RoomName } from "@confab/protocol";
import * as v from "valibot";
import { decide } from "./rooms/decide.ts";
import type { RoomId, RoomPolicy } from "./rooms/model.ts";
import type { Secrets } from "./rooms/secrets.ts";
import type { RoomStore } from "./rooms/store/store.ts";

/** Its file, readable by the owner only; the guest key follows from the host key. */
const Kept = v.object({ name: RoomName, hostKey: InviteKey });

/** The room whose links a server prints when it starts. Its keys are kept: somebody has to be able to read them. */
export type FirstRoom = v.InferOutput<typeof Kept> & { readonly guestKey: InviteKey };

function read(path: string, secrets: Secrets): FirstRoom | null {
  try {
    const kept = v.parse(Kept, JSON.parse(readFileSync(path, "utf8")));
    return { ...kept, guestKey: secrets.guestKeyOf(kept.hostKey) };
  } catch {
    return null;
  }
}

function write(path: string, { name, hostKey }: FirstRoom): void {
  writeFileSync(`${path}.next`, `${JSON.stringify({ name, hostKey })}\n`, { mode: 0o600 });
  renameSync(`${path}.next`, path);
}

interface FirstRoomDeps {
  /** The file in the data directory that keeps name and keys, mode 0600. */
  readonly path: string;
  readonly store: Pick<RoomStore, "transact">;
  readonly secrets: Secrets;
  readonly policy: RoomPolicy;
  readonly newName: () => RoomName;
  readonly now: () => number;
}

/** Whether the room is there afterwards, with these keys. */
async function ensure(room: FirstRoom, deps: FirstRoomDeps): Promise<boolean> {
  const id: RoomId = `default/${room.name}`;
  const keys = { host: deps.secrets.hash(room.hostKey), guest: deps.secrets.hash(room.guestKey) };
  let known = false;
  const decision = await deps.store.transact(id, (document) => {
    known = document !== null && document.keys.host === keys.host && document.keys.guest === keys.guest;
    const { policy } = deps;
    return decide(document, { type: "create", id, name: room.name, mode: "call", policy, keys }, deps.now());
  });
  return decision.ok || known;
}

/** Finds the first room; makes it the first time, and anew, with the same links, when it has been idle for so long that it is gone. */
export async function firstRoom(deps: FirstRoomDeps): Promise<FirstRoom> {
  const kept = read(deps.path, deps.secrets);
  if (kept && (await ensure(kept, deps))) return kept;
  for (;;) {
    const hostKey = deps.secrets.newKey();
    const room = { name: deps.newName(), hostKey, guestKey: deps.secrets.guestKeyOf(hostKey) };
    if (await ensure(room, deps)) {
      write(deps.path, room);
      return room;
    }
  }
}
