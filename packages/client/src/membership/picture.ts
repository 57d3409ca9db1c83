import {
  limits,
  type Participant,
  type ParticipantId,
  type RoomEvent,
  type RoomSnapshot,
} from "@confab/protocol";

/** Who is in the call, as the server has told. Times are the clock's, in ms. */
export interface Picture {
  readonly capacity: number;
  /** When the call began. */
  readonly startedAt: number;
  readonly members: ReadonlyMap<ParticipantId, Member>;
}

export interface Member {
  readonly participant: Participant;
  /** The last sign of life of somebody who is away. */
  readonly silentSince: number | null;
}

export type Presence = "active" | "away" | "folded";

function member(participant: Participant, now: number): Member {
  const { state } = participant;
  return { participant, silentSince: state.kind === "away" ? now - state.silentMs : null };
}

export function pictureOf(snapshot: RoomSnapshot, now: number): Picture {
  return {
    capacity: snapshot.capacity,
    startedAt: now - snapshot.callMs,
    members: new Map(snapshot.participants.map((participant) => [participant.id, member(participant, now)])),
  };
}

/** The picture after an event; the same object where nothing changes. */
export function afterEvent(picture: Picture, event: RoomEvent, now: number): Picture {
  switch (event.type) {
    case "joined":
    case "changed": {
      const members = new Map(picture.members);
      members.set(event.participant.id, member(event.participant, now));
      return { ...picture, members };
    }
    case "left": {
      const members = new Map(picture.members);
      return members.delete(event.participant) ? { ...picture, members } : picture;
    }
    case "face":
      return picture;
  }
}

export function presenceOf({ silentSince }: Member, now: number): Presence {
  if (silentSince === null) return "active";
  return now - silentSince >= limits.foldAfterMs ? "folded" : "away";
}

/** When the next participant who is away will be folded; `null` if nobody will. */
export function nextFold(picture: Picture, now: number): number | null {
  const times = [...picture.members.values()]
    .filter((one) => presenceOf(one, now) === "away")
    .map(({ silentSince }) => (silentSince ?? now) + limits.foldAfterMs);
  return times.length > 0 ? Math.min(...times) : null;
}
