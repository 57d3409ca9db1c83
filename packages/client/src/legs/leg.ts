import type { Participant, ParticipantId, Source } from "@confab/protocol";
import type { LegPath, LegState } from "../api.ts";
import { createFlow, type Flow } from "./flow.ts";
import { createLink, type Link, type LinkDeps, type Step } from "./link.ts";
import type { OwnSource, OwnTracks } from "./publishing.ts";
import { hurriedMs, patientMs, type Recovery, recover, type Sight } from "./recovery.ts";

export interface LegDeps extends LinkDeps {
  readonly self: ParticipantId;
  /** With the ICE servers of the moment. */
  configuration(): RTCConfiguration;
  tracks(): OwnTracks;
  people(): number;
  /** Whether our own session is inside. */
  online(): boolean;
  send(step: Step & { to: ParticipantId; life: number; generation: number }): void;
  /** What `view` returns has changed. */
  changed(): void;
  /** A connection has come this far. */
  reached(step: "offer" | "ice" | "dtls"): void;
}

/** A leg as others see it. */
export interface LegView {
  readonly state: LegState;
  readonly tracks: ReadonlyMap<Source, MediaStreamTrack>;
  readonly audioOnly: boolean;
}

/** One step of a negotiation, as it came in. */
export type ReceivedStep = Step & { readonly life: number; readonly generation: number };

/** The media path to one other participant, across all its generations. */
export interface Leg {
  readonly link: Link | null;
  /** 0 before the first offer. */
  readonly generation: number;
  view(): LegView;
  receive(step: ReceivedStep): void;
  /** The other participant as he is now. */
  update(participant: Participant): void;
  /** Our session is back, or the network has changed. */
  nudge(): void;
  /** Call it a few times a second. */
  tick(): void;
  replace(source: OwnSource, track: MediaStreamTrack | null): void;
  limit(): void;
  /** The path that statistics have found. */
  setPath(path: LegPath | null): void;
  close(): void;
}

/** Nothing on the transport for this long, while the other side says it sends, is a stall, in ms (DTX sends every 400). */
const stallMs = 1_200;
/** Signals kept for a generation whose offer has not come yet. */
const mostEarly = 16;
/** A nudge restarts ICE unless something has arrived within this, in ms. */
const freshMs = 600;

/** How a leg begins: by our offer, as the newcomer's does, by theirs, or with a link whose offer they already have. */
export type Beginning = "offer" | "await" | Link;

export function createLeg(deps: LegDeps, first: Participant, beginning: Beginning): Leg {
  const { clock, self } = deps;
  let peer = first;
  let mayOffer = beginning === "offer";
  let generation = 0;
  let link: Link | null = null;
  /** Made while the other side's offer is on its way, so that it need not wait for a connection's making. */
  let prepared: Link | null = null;
  let flow: Flow | null = null;
  let recovery: Recovery = { kind: "awaiting", since: clock.now() };
  /** Since when it has not worked, for a leg that once did. */
  let unwellSince: number | null = null;
  let everConnected = false;
  let path: LegPath | null = null;
  let tracks: ReadonlyMap<Source, MediaStreamTrack> = new Map();
  let early: ReceivedStep[] = [];
  let broken = false;
  let nudged = false;
  let told = "";
  let stopPatience = (): void => {};

  const isThere = (): boolean => peer.state.kind === "active";

  function take(next: Link, number: number): void {
    link?.close();
    link = next;
    generation = number;
    flow = createFlow(next.connection, clock);
    broken = false;
    const mine = (): boolean => link === next;
    next.bind(
      {
        send(step) {
          if (!mine()) return;
          if (step.description?.type === "offer") deps.reached("offer");
          deps.send({ ...step, to: peer.id, life: peer.life, generation: number });
        },
        state: () => mine() && look(),
        broken: () => {
          if (!mine()) return;
          broken = true;
          look();
        },
      },
      self < peer.id,
    );
  }

  function make(): Link {
    return createLink(deps, {
      configuration: deps.configuration(),
      tracks: deps.tracks(),
      people: deps.people(),
    });
  }

  function build(number: number): Link {
    prepared?.configure(deps.configuration());
    const next = prepared ?? make();
    prepared = null;
    take(next, number);
    return next;
  }

  function discardPrepared(): void {
    prepared?.close();
    prepared = null;
  }

  function connecting(patience: number, rebuilds = 0): void {
    const now = clock.now();
    recovery = { kind: "connecting", since: now, rebuilds, patience: now + patience, restarted: null };
    stopPatience();
    stopPatience = clock.after(patience, look);
  }

  /** The first offer, once the other is there to take it. */
  function offerFirst(): void {
    if (!mayOffer || link || !isThere() || recovery.kind !== "awaiting") return;
    mayOffer = false;
    connecting(patientMs);
    void build(generation + 1).offer();
  }

  /** The other side has begun a new generation. */
  function receiveNewer(step: ReceivedStep): void {
    if (step.description?.type !== "offer") {
      // Candidates that have overtaken their offer.
      early = [...early.filter((one) => one.generation >= step.generation), step].slice(-mostEarly);
      return;
    }
    mayOffer = false;
    const rebuilds = recovery.kind === "connecting" ? recovery.rebuilds : 0;
    connecting(patientMs, rebuilds);
    const next = build(step.generation);
    next.receive(step);
    for (const one of early.splice(0)) if (one.generation === generation) next.receive(one);
  }

  function forget(): void {
    link?.close();
    link = null;
    discardPrepared();
    flow = null;
    generation = 0;
    path = null;
    early = [];
    tracks = new Map();
    recovery = { kind: "awaiting", since: clock.now() };
  }

  function sight(): Sight {
    const connection = link?.connection;
    const sends = isThere() && (peer.media.microphone || peer.media.camera);
    const silent = flow !== null && flow.silentMs() >= stallMs;
    return {
      now: clock.now(),
      ice: connection?.iceConnectionState ?? "new",
      connection: connection?.connectionState ?? "new",
      arriving: sends ? (silent ? "no" : "yes") : "unknown",
      agreements: link?.agreements ?? 0,
      canSignal: deps.online() && isThere(),
      nudged,
      // Closed by none of ours: a browser that ran out of resources, or an application that laid hands on it.
      broken: broken || connection?.connectionState === "closed",
    };
  }

  function adopt(next: Link): void {
    connecting(hurriedMs);
    next.configure(deps.configuration());
    take(next, 1);
    look();
  }

  function look(): void {
    if (recovery.kind === "closed") return;
    const seen = sight();
    if (seen.ice === "connected" || seen.ice === "completed") deps.reached("ice");
    if (seen.connection === "connected") deps.reached("dtls");
    const before = recovery.kind;
    const { state, step } = recover(recovery, seen);
    recovery = state;
    nudged = false;
    noteHealth(before);
    act(step);
    const received = link?.tracks();
    if (received?.size) tracks = received;
    tell();
  }

  function noteHealth(before: Recovery["kind"]): void {
    if (recovery.kind === "connected") {
      if (before !== "connected") flow?.reset();
      everConnected = true;
      unwellSince = null;
    } else if (everConnected) {
      unwellSince ??= clock.now();
    }
  }

  function act(step: ReturnType<typeof recover>["step"]): void {
    switch (step) {
      case "none":
        return;
      case "restart":
        link?.configure(deps.configuration());
        link?.restart();
        return;
      case "rebuild":
        mayOffer = false;
        void build(generation + 1).offer();
    }
  }

  /** Says so if something that others see is different now. */
  function tell(): void {
    const state = stateNow();
    const now = JSON.stringify([
      state.kind,
      state.kind === "recovering" && state.step,
      path,
      link?.audioOnly,
      [...tracks].map(([source, { id }]) => source + id),
      generation,
    ]);
    if (now === told) return;
    told = now;
    deps.changed();
  }

  function stateNow(): LegState {
    switch (recovery.kind) {
      case "closed":
        return { kind: "closed" };
      case "connected":
        return { kind: "connected", path };
      case "awaiting":
      case "connecting":
        return unwellSince === null
          ? { kind: "connecting" }
          : { kind: "recovering", step: "rebuild", sinceMs: clock.now() - unwellSince };
      case "unwell":
        return {
          kind: "recovering",
          step: recovery.restarted ? "ice-restart" : "wait",
          sinceMs: clock.now() - recovery.since,
        };
    }
  }

  if (beginning === "offer") offerFirst();
  else if (beginning === "await") prepared = make();
  else adopt(beginning);

  return {
    get link() {
      return link;
    },
    get generation() {
      return generation;
    },
    view: () => ({ state: stateNow(), tracks, audioOnly: link?.audioOnly ?? false }),
    receive(step) {
      if (recovery.kind === "closed" || step.life < peer.life) return;
      if (step.life > peer.life) {
        // The event that says so is still on its way.
        peer = { ...peer, life: step.life };
        forget();
      }
      if (step.generation === generation) link?.receive(step);
      else if (step.generation > generation) receiveNewer(step);
      tell();
    },
    update(participant) {
      const { life } = peer;
      const wasThere = isThere();
      peer = participant.life < life ? { ...participant, life } : participant;
      if (peer.life > life) {
        mayOffer = false;
        forget();
        prepared = make();
      }
      if (!wasThere && isThere()) {
        link?.resend();
        if (recovery.kind === "awaiting") recovery = { kind: "awaiting", since: clock.now() };
      }
      offerFirst();
      look();
    },
    nudge() {
      flow?.look();
      link?.resend();
      nudged = flow !== null && flow.silentMs() > freshMs;
      offerFirst();
      look();
    },
    tick() {
      flow?.look();
      look();
    },
    replace(source, track) {
      (link ?? prepared)?.replace(source, track);
    },
    limit: () => (link ?? prepared)?.limit(deps.people()),
    setPath(next) {
      path = next;
      tell();
    },
    close() {
      recovery = { kind: "closed" };
      stopPatience();
      discardPrepared();
      link?.close();
      link = null;
      flow = null;
    },
  };
}
