import type { Ice, ParticipantId } from "@confab/protocol";

/** Where sessions learn their STUN and TURN servers from. */
export interface IceSource {
  /** STUN only: for sessions that have no place in a call. `relay` says whether members would get TURN. */
  outside(): Ice;
  /** STUN, and TURN with fresh credentials that name this participant. */
  member(participant: ParticipantId): Ice;
}
