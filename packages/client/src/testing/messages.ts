import type { Ice, Participant, Seat, Welcome } from "@confab/protocol";
import { participant } from "./participant.ts";

export const ann = participant("ann", { media: { microphone: false, camera: false } });
export const bob = participant("bob");

export const outsideIce: Ice = { servers: [{ urls: ["stun:stun.example"] }], relay: true };
export const memberIce: Ice = {
  servers: [{ urls: ["stun:stun.example"] }, { urls: ["turn:turn.example"], username: "u", credential: "c" }],
  relay: true,
  expiresInMs: 43_200_000,
};

export function face(present: readonly string[] = []): object {
  return {
    entitled: "guest",
    room: "a-room",
    mode: "call",
    capacity: 2,
    present: present.map((name) => ({ name, away: false })),
  };
}

export function welcomeOutside(more: object = {}): unknown {
  const session = { state: "outside", face: face(), ice: outsideIce, ...more };
  return { protocol: 1, server: "test", session };
}

/** Ours is Ann's. */
export function seat(changes: Partial<Seat> = {}, others: readonly Participant[] = []): Seat {
  return {
    you: ann.id,
    secret: "s".repeat(32),
    snapshot: {
      room: "a-room",
      mode: "call",
      capacity: 2,
      callMs: 60_000,
      participants: [...others, ann],
    },
    n: 0,
    ice: memberIce,
    ...changes,
  };
}

export function welcomeInside(mine: Seat): Welcome {
  return { protocol: 1, server: "test", session: { state: "inside", seat: mine } };
}
