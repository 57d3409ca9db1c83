import type { Create, Join, Resume } from "../commands.ts";
import type { RoomId } from "../model.ts";

export const roomName = "quiet-otter-lamp";
export const roomId: RoomId = `default/${roomName}`;

export const hostKey = "hash-of-host-key";
export const guestKey = "hash-of-guest-key";

export function createCommand(change: Partial<Create> = {}): Create {
  return {
    type: "create",
    id: roomId,
    name: roomName,
    mode: "call",
    policy: { capacity: 2, graceMs: 120_000 },
    keys: { host: hostKey, guest: guestKey },
    ...change,
  };
}

/** An id as the protocol wants it, that tells in a failure whose it is. */
export function idOf(name: string): string {
  return name.padEnd(16, "-").slice(0, 16);
}

/** Ann joins on connection `Ann-1` with secret `Ann-secret-1`, and so on. */
export function joinCommand(name: string, change: Partial<Join> = {}): Join {
  return {
    type: "join",
    participant: idOf(name),
    call: `call-of-${name}`,
    name,
    role: "guest",
    media: { microphone: true, camera: true },
    joinRequest: `${name}-request`,
    secret: `${name}-secret-1`,
    connection: `${name}-1`,
    ...change,
  };
}

/** Comes back on connection `Ann-2`, presenting `Ann-secret-1`, for `Ann-secret-2`. */
export function resumeCommand(name: string, change: Partial<Resume> = {}): Resume {
  return {
    type: "resume",
    participant: idOf(name),
    presented: `${name}-secret-1`,
    next: `${name}-secret-2`,
    connection: `${name}-2`,
    fresh: false,
    ...change,
  };
}
