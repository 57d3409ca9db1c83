import type { Candidate, Description, Opening, Source } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import { createCandidateBatches } from "./candidate-batches.ts";
import { createNegotiation } from "./negotiation.ts";
import type { PeerConnection, WebRtc } from "./peer-connection.ts";
import { createPublishing, type OwnSource, type OwnTracks } from "./publishing.ts";
import { prepareRemote, rejectsVideo } from "./sdp.ts";
import { gentleStartMs, startBitrate, type VideoBudget, videoBudget } from "./video-budget.ts";

/** One step of a negotiation, without its address. */
export interface Step {
  readonly description?: Description;
  readonly candidates?: Candidate[];
}

export interface LinkDeps {
  readonly webRtc: WebRtc;
  readonly clock: Clock;
  readonly videoCodecs: readonly string[] | undefined;
}

export interface LinkOptions {
  readonly configuration: RTCConfiguration;
  readonly tracks: OwnTracks;
  /** People in the call, for the budgets. */
  readonly people: number;
}

/** What a link tells; it says nothing after `close`. */
export interface LinkListener {
  /** Sends a step to the other end. */
  send(step: Step): void;
  /** One of the connection's states has changed, or a negotiation has come to its end. */
  state(): void;
  broken(error: unknown): void;
}

/** One generation of a leg: a peer connection with its negotiation and its places for tracks. */
export interface Link {
  readonly connection: PeerConnection;
  /** Whether the two ends share no video codec; `null` before they have agreed. */
  readonly audioOnly: boolean | null;
  /** Negotiations brought to their end. */
  readonly agreements: number;
  /** What comes in, once both ends have agreed. */
  tracks(): ReadonlyMap<Source, MediaStreamTrack>;
  /** Offers; resolves when the local description is set. */
  offer(): Promise<void>;
  /** The offer made so far, for a link without a listener. Later candidates wait for `bind`. */
  opening(): Opening | null;
  /** Gives a link its other end. */
  bind(listener: LinkListener, polite: boolean): void;
  receive(step: Step): void;
  resend(): void;
  /** New ICE servers, used from the next gathering on. */
  configure(configuration: RTCConfiguration): void;
  restart(): void;
  replace(source: OwnSource, track: MediaStreamTrack | null): void;
  limit(people: number): void;
  /** Idempotent. Closes the connection; nothing is sent or told any more. */
  close(): void;
}

export function createLink(deps: LinkDeps, options: LinkOptions): Link {
  const { webRtc, clock } = deps;
  let closed = false;
  let listener: LinkListener | null = null;
  let isPolite = false;
  /** Without a listener, candidates wait; of the offer the connection itself knows the latest. */
  let offered: Description | null = null;
  let held: Candidate[] = [];
  let audioOnly: boolean | null = null;
  let agreements = 0;
  let budget: VideoBudget = videoBudget(options.people);
  let gentle = true;
  let stopGentle: (() => void) | null = null;
  // Of one value for the whole generation: a change would make libwebrtc begin its estimate anew at an ICE restart.
  const startKbps = startBitrate(options.people);

  const send = (step: Step): void => {
    if (closed) return;
    if (listener) {
      listener.send(step);
    } else {
      offered = step.description ?? offered;
      held.push(...(step.candidates ?? []));
    }
  };

  const connection = webRtc.connect(options.configuration, {
    negotiationNeeded: () => void negotiation.offer(),
    candidate(candidate) {
      // A null ends the gathering, an empty candidate one of its generations: neither is news to the other end.
      if (closed || !candidate?.candidate) return;
      const { sdpMid, usernameFragment } = candidate;
      candidates.add({
        candidate: candidate.candidate,
        ...(sdpMid == null ? {} : { mid: sdpMid }),
        ...(usernameFragment == null ? {} : { ufrag: usernameFragment }),
      });
    },
    state() {
      if (closed) return;
      if (connection.connectionState === "connected") endGentleStart();
      listener?.state();
    },
  });

  const candidates = createCandidateBatches(clock, (batch) => send({ candidates: batch }));
  const publishing = createPublishing(
    { webRtc, connection, videoCodecs: deps.videoCodecs },
    { tracks: options.tracks, budget },
  );
  const negotiation = createNegotiation({
    connection,
    clock,
    polite: () => isPolite,
    send: (description) => send({ description }),
    tracks: publishing.map,
    prepare: (sdp) => prepareRemote(sdp, startKbps),
    offered: ({ tracks }) => publishing.answer(tracks),
    agreed(answerSdp) {
      audioOnly = rejectsVideo(answerSdp);
      agreements += 1;
      listener?.state();
    },
    broken: (error) => listener?.broken(error),
  });

  function endGentleStart(): void {
    stopGentle ??= clock.after(gentleStartMs, () => {
      gentle = false;
      publishing.limit(budget, gentle);
    });
  }

  return {
    connection,
    get audioOnly() {
      return audioOnly;
    },
    get agreements() {
      return agreements;
    },
    tracks() {
      if (agreements === 0) return new Map();
      const received = publishing.received();
      if (audioOnly) received.delete("camera");
      return received;
    },
    offer() {
      publishing.offer();
      return negotiation.offer();
    },
    opening() {
      const now = connection.localDescription;
      if (!offered || now?.type !== "offer") return null;
      // The description of the moment has the candidates in it that were gathered meanwhile.
      held = [];
      return { description: { ...offered, sdp: now.sdp } };
    },
    bind(next, polite) {
      listener = next;
      isPolite = polite;
      if (held.length > 0) send({ candidates: held.splice(0) });
    },
    receive({ description, candidates: received }) {
      if (closed) return;
      if (description) void negotiation.receive(description);
      if (received) negotiation.addCandidates(received);
    },
    resend: () => negotiation.resend(),
    configure: (configuration) => connection.setConfiguration(configuration),
    restart: () => connection.restartIce(),
    replace: publishing.replace,
    limit(people) {
      budget = videoBudget(people);
      publishing.limit(budget, gentle);
    },
    close() {
      if (closed) return;
      closed = true;
      stopGentle?.();
      negotiation.close();
      candidates.close();
      connection.close();
    },
  };
}
