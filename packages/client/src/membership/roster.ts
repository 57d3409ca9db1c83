import type { ParticipantId, Source } from "@confab/protocol";
import type { RemoteParticipant, RemoteTrack } from "../api.ts";
import type { LegView } from "../legs/leg.ts";
import { type Member, presenceOf } from "./picture.ts";

/** The other participants as the application sees them: immutable values, replaced when something changes. */
export interface Roster {
  readonly all: ReadonlyMap<ParticipantId, RemoteParticipant>;
  /** What became of the participant: a new value, or `null` if nothing has changed. */
  put(member: Member, leg: LegView, now: number): RemoteParticipant | null;
  remove(participant: ParticipantId): RemoteParticipant | null;
}

export function createRoster(): Roster {
  const all = new Map<ParticipantId, RemoteParticipant>();

  /** The same objects for the same tracks, so that an application can compare them. */
  function tracksOf(
    before: RemoteParticipant | undefined,
    tracks: ReadonlyMap<Source, MediaStreamTrack>,
  ): ReadonlyMap<Source, RemoteTrack> {
    const next = new Map<Source, RemoteTrack>();
    let same = before?.tracks.size === tracks.size;
    for (const [source, track] of tracks) {
      const known = before?.tracks.get(source);
      const keep = known?.track === track ? known : null;
      same = same && keep !== null;
      next.set(source, keep ?? { source, track });
    }
    return before && same ? before.tracks : next;
  }

  return {
    all,
    put(member, leg, now) {
      const { id, name, role, media } = member.participant;
      const before = all.get(id);
      const next: RemoteParticipant = {
        id,
        name,
        role,
        media,
        presence: presenceOf(member, now),
        tracks: tracksOf(before, leg.tracks),
        leg: leg.state,
        audioOnly: leg.audioOnly,
      };
      if (before && isSame(before, next)) return null;
      all.set(id, next);
      return next;
    },
    remove(participant) {
      const gone = all.get(participant);
      all.delete(participant);
      return gone ?? null;
    },
  };
}

function isSame(one: RemoteParticipant, other: RemoteParticipant): boolean {
  return one.tracks === other.tracks && fingerprint(one) === fingerprint(other);
}

/** All but the tracks and the passing of time. */
function fingerprint({ tracks: _, leg, ...rest }: RemoteParticipant): string {
  return JSON.stringify([rest, leg.kind === "recovering" ? leg.step : leg]);
}
