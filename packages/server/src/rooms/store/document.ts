import { MediaState, Mode, ParticipantId, Role, RoomName } from "@confab/protocol";
import * as v from "valibot";
import type { Room, RoomId } from "../model.ts";

const Time = v.number();
const Hash = v.string();

const Presence = v.variant("kind", [
  v.object({ kind: v.literal("live"), connection: v.string() }),
  v.object({ kind: v.literal("silent"), since: Time }),
  v.object({ kind: v.literal("away"), since: Time }),
  v.object({ kind: v.literal("unloading"), since: Time }),
]);

const ParticipantRecord = v.object({
  id: ParticipantId,
  name: v.string(),
  role: Role,
  life: v.number(),
  media: MediaState,
  joinedAt: Time,
  presence: Presence,
  joinRequest: Hash,
  secret: v.object({ current: Hash, previous: v.nullable(Hash) }),
});

/** A room's document as a journal holds it, version 1. A journal is parsed like any other input: its file may be damaged. */
const Document: v.GenericSchema<unknown, Room> = v.object({
  id: v.custom<RoomId>((id) => typeof id === "string" && /^[^/]+\/[^/]+$/.test(id)),
  name: RoomName,
  version: v.pipe(v.number(), v.integer()),
  mode: Mode,
  policy: v.object({ capacity: v.number(), graceMs: v.number() }),
  keys: v.object({ host: Hash, guest: Hash }),
  createdAt: Time,
  usedAt: Time,
  call: v.nullable(v.object({ id: v.string(), startedAt: Time })),
  participants: v.array(ParticipantRecord),
});

/** Reads a document from its JSON text, or `null` if it is not one. */
export function parseDocument(text: string): Room | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(Document, data);
  return parsed.success ? parsed.output : null;
}
