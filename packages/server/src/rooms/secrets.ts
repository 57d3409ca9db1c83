import { createHash, randomBytes } from "node:crypto";
import { guestKeyContext, type InviteKey, type ParticipantId, type ResumeSecret } from "@confab/protocol";
import type { ConnectionId, Hash } from "./model.ts";

/** Where ids, keys and secrets come from, and how they are hashed. All are base64url. */
export interface Secrets {
  /** 96 bits. */
  newParticipantId(): ParticipantId;
  /** 96 bits. */
  newConnectionId(): ConnectionId;
  /** 96 bits. */
  newCallId(): string;
  /** 192 bits. */
  newSecret(): ResumeSecret;
  /** 128 bits. */
  newKey(): InviteKey;
  /** The guest key that goes with a host key (protocol rule C9). */
  guestKeyOf(hostKey: InviteKey): InviteKey;
  /** SHA-256. Enough for what has 96 random bits or more; it would not be for passwords. */
  hash(text: string): Hash;
}

/** Random bytes of the operating system by default. */
export function createSecrets(random: (bytes: number) => Buffer = randomBytes): Secrets {
  const text = (bytes: number) => random(bytes).toString("base64url");
  return {
    newParticipantId: () => text(12),
    newConnectionId: () => text(12),
    newCallId: () => text(12),
    newSecret: () => text(24),
    newKey: () => text(16),
    guestKeyOf: (hostKey) => sha256(guestKeyContext + hostKey).slice(0, 22),
    hash: sha256,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
