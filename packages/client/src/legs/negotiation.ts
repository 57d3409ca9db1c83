import type { Candidate, Description } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import type { PeerConnection } from "./peer-connection.ts";
import { hasUfrag } from "./sdp.ts";

export interface NegotiationDeps {
  readonly connection: PeerConnection;
  readonly clock: Clock;
  /** Who gives way when two offers cross. */
  polite(): boolean;
  send(description: Description): void;
  /** What the offer's media sections carry. */
  tracks(): NonNullable<Description["tracks"]>;
  /** Edits a description that came in. */
  prepare(sdp: string): string;
  /** An offer has been applied; the answer is about to be made. */
  offered(description: Description): void;
  /** Both ends agree. */
  agreed(answerSdp: string): void;
  /** A description could not be applied: this generation is beyond help. */
  broken(error: unknown): void;
}

/** Perfect negotiation (W3C WebRTC 1.0 section 10.7) on one peer connection, over signalling that may lose, repeat and reorder. */
export interface Negotiation {
  /** Makes an offer when the connection is stable. Resolves when it is sent or not needed. */
  offer(): Promise<void>;
  receive(description: Description): Promise<void>;
  addCandidates(candidates: readonly Candidate[]): void;
  /** Sends again what may have been lost: an offer without an answer. */
  resend(): void;
  close(): void;
}

/** An offer without an answer is sent again after this, in ms. */
const resendMs = 3_000;
/** Candidates kept for a description that has not come; a lost one comes again in the description itself. */
const mostEarly = 64;

/**
 * Every step runs alone, in a queue, so that no step sees the connection halfway through another. Rounds tell
 * descriptions apart: an offer carries the next round, its answer the same one. Both ends count together, so that
 * an offer of a round that is over is a repetition.
 */
export function createNegotiation(deps: NegotiationDeps): Negotiation {
  const { connection, clock } = deps;
  let closed = false;
  let queue: Promise<void> = Promise.resolve();
  /** The last round that both ends have been through. */
  let completed = 0;
  /** The round of our own offer under way. */
  let pending: number | null = null;
  let answered: (Description & { round: number }) | null = null;
  let early: Candidate[] = [];
  let stopTimer = (): void => {};

  const signaling = (): RTCSignalingState => connection.signalingState;

  function run(step: () => Promise<void>): Promise<void> {
    queue = queue.then(async () => {
      if (closed) return;
      try {
        await step();
      } catch (error) {
        if (!closed) deps.broken(error);
      }
    });
    return queue;
  }

  function assert(holds: boolean, what: string): void {
    if (!holds) throw new Error(`Negotiation: ${what}`);
  }

  function sendOffer(): void {
    const description = connection.localDescription;
    if (pending === null || description?.type !== "offer") return;
    // The description of the moment: it has in it the candidates gathered so far.
    deps.send({ type: "offer", sdp: description.sdp, tracks: deps.tracks(), round: pending });
    stopTimer();
    stopTimer = clock.after(resendMs, sendOffer);
  }

  async function makeOffer(): Promise<void> {
    // Not the moment: `negotiationneeded` comes again once the connection is stable.
    if (signaling() !== "stable") return;
    await connection.setLocalDescription();
    if (closed) return;
    assert(signaling() === "have-local-offer", "an offer was expected");
    pending = completed + 1;
    sendOffer();
  }

  async function takeOffer(description: Description): Promise<void> {
    const round = description.round ?? pending ?? completed + 1;
    if (round <= completed) {
      if (answered?.round === round) deps.send(answered);
      return;
    }
    // Crossing offers have the same round. A later one while ours is open means that the answer to ours is on its way.
    if (pending !== null && (!deps.polite() || round !== pending)) return;
    await apply(description);
    if (closed) return;
    assert(signaling() === "have-remote-offer", "an offer should have been applied");
    pending = null;
    stopTimer();
    deps.offered(description);
    await connection.setLocalDescription();
    if (closed) return;
    const sdp = connection.localDescription?.sdp ?? "";
    assert(connection.localDescription?.type === "answer", "an answer was expected");
    answered = { type: "answer", sdp, round };
    complete(round, sdp);
    deps.send(answered);
  }

  async function takeAnswer(description: Description): Promise<void> {
    const round = description.round ?? pending;
    if (pending === null || round !== pending) return;
    assert(signaling() === "have-local-offer", "an answer should meet an offer");
    await apply(description);
    if (closed) return;
    pending = null;
    complete(round, description.sdp);
  }

  async function apply({ type, sdp }: Description): Promise<void> {
    // Setting an offer over an offer of ours rolls ours back (RFC 8829 section 4.1.10.2).
    await connection.setRemoteDescription({ type, sdp: deps.prepare(sdp) });
    if (closed) return;
    const waiting = early;
    early = [];
    addCandidates(waiting);
  }

  function complete(round: number, answerSdp: string): void {
    stopTimer();
    completed = round;
    deps.agreed(answerSdp);
  }

  function addCandidates(candidates: readonly Candidate[]): void {
    for (const one of candidates) {
      const { candidate, mid, ufrag } = one;
      if (candidate === "") continue;
      const remote = connection.remoteDescription;
      if (!remote || (ufrag !== undefined && !hasUfrag(remote.sdp, ufrag))) {
        // Of a description that has not been applied yet, or no longer: candidates have no order among descriptions.
        early = [...early, one].slice(-mostEarly);
        continue;
      }
      connection
        .addIceCandidate({ candidate, sdpMid: mid ?? null, usernameFragment: ufrag ?? null })
        .catch(() => {
          // A candidate this browser can't use (a name it can't resolve, a transport it lacks) is one path less.
        });
    }
  }

  return {
    offer: () => run(makeOffer),
    receive: (description) =>
      run(() => (description.type === "offer" ? takeOffer(description) : takeAnswer(description))),
    addCandidates(candidates) {
      void run(async () => addCandidates(candidates));
    },
    resend: () => void run(async () => sendOffer()),
    close() {
      closed = true;
      stopTimer();
    },
  };
}
