import type { NumberedEvent, Participant, RoomEvent, RoomSnapshot } from "@confab/protocol";

/** What a client believes of the room, and the number of the last event that made it so. */
export interface Picture {
  readonly snapshot: RoomSnapshot;
  readonly n: number;
}

/** The picture after an event, or `null` where one was missed and only a new snapshot helps. */
export function pictured(picture: Picture, { n, event }: NumberedEvent): Picture | null {
  if (n <= picture.n) return picture;
  if (n > picture.n + 1) return null;
  const participants = withEvent(picture.snapshot.participants, event);
  return { n, snapshot: { ...picture.snapshot, participants } };
}

function withEvent(participants: Participant[], event: RoomEvent): Participant[] {
  switch (event.type) {
    case "joined":
      return [...participants, event.participant];
    case "changed":
      return participants.map((each) => (each.id === event.participant.id ? event.participant : each));
    case "left":
      return participants.filter(({ id }) => id !== event.participant);
    case "face":
      return participants;
  }
}

/** A snapshot without what depends on when one looks. */
export function timeless({ callMs: _, ...snapshot }: RoomSnapshot): object {
  const participants = snapshot.participants.map(({ state, ...rest }) => ({ ...rest, state: state.kind }));
  return { ...snapshot, participants };
}
