import { createHash, randomBytes } from "node:crypto";
import type { InviteKey, ParticipantId, ResumeSecret } from "@confab/protocol";
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
    hash: (value) => createHash("sha256").update(value).digest("base64url"),
  };
}
