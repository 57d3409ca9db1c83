import type { Participant, ParticipantId, Signal } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import { ConfabError } from "../errors.ts";
import type { Session } from "../signaling/session.ts";
import { createLeg, type Leg, type LegDeps } from "./leg.ts";
import type { Link, Step } from "./link.ts";
import type { OwnSource } from "./publishing.ts";

export interface MeshDeps extends Omit<LegDeps, "people" | "online" | "send" | "changed"> {
  readonly session: Session;
  readonly clock: Clock;
  /** What a participant's leg looks like has changed. */
  changed(participant: ParticipantId): void;
}

/** We are new here: we make the offers. `opened` has the offer of `link` already. */
export interface Entering {
  readonly opened: ParticipantId | undefined;
  readonly link: Link | null;
}

/** A leg to everybody else in the call. */
export interface Mesh {
  readonly legs: ReadonlyMap<ParticipantId, Leg>;
  /** Gives everybody a leg. */
  update(others: readonly Participant[], entering?: Entering): void;
  receive(signal: Signal): void;
  /** The session is back or the network has changed. */
  nudge(): void;
  replace(source: OwnSource, track: MediaStreamTrack | null): void;
  /** Closes every leg. Idempotent. */
  close(): void;
}

/** Time between two looks at every leg, in ms. */
const tickMs = 400;
/** Candidates that did not get through are sent again after this, in ms... */
const retryMs = 1_000;
/** ...so often; by then an ICE restart has made new ones. */
const mostRetries = 6;

export function createMesh(deps: MeshDeps): Mesh {
  const { session, clock } = deps;
  const legs = new Map<ParticipantId, Leg>();
  /** In the call, ourselves included. */
  let people = 1;
  let stopTicking: (() => void) | null = null;

  function tick(): void {
    stopTicking = clock.after(tickMs, tick);
    for (const leg of legs.values()) leg.tick();
  }

  type Addressed = Parameters<LegDeps["send"]>[0];

  async function send(step: Addressed, tries = 0): Promise<void> {
    try {
      await session.request("signal", step);
    } catch (error) {
      // Descriptions are repeated by their negotiation; an address that is gone is gone.
      const gone = error instanceof ConfabError && /^(stale|no-such)/.test(error.code);
      const { description: _, ...rest } = step;
      if (gone || !rest.candidates || tries >= mostRetries) return;
      clock.after(retryMs, () => {
        if (legs.has(step.to)) void send(rest, tries + 1);
      });
    }
  }

  function add(participant: Participant, entering: Entering | null): void {
    const { id } = participant;
    const ready = entering?.opened === id ? entering.link : null;
    const beginning = entering === null ? "await" : (ready ?? "offer");
    const leg = createLeg(
      {
        ...deps,
        people: () => people,
        online: () => session.inside,
        send: (step) => void send(step),
        changed: () => deps.changed(id),
      },
      participant,
      beginning,
    );
    legs.set(id, leg);
  }

  return {
    legs,
    update(others, entering) {
      const before = people;
      people = others.length + 1;
      const ids = new Set(others.map(({ id }) => id));
      for (const [id, leg] of legs) {
        if (ids.has(id)) continue;
        legs.delete(id);
        leg.close();
      }
      for (const participant of others) {
        const leg = legs.get(participant.id);
        if (leg) leg.update(participant);
        else add(participant, entering ?? null);
      }
      if (people !== before) for (const leg of legs.values()) leg.limit();
      if (legs.size > 0) stopTicking ??= clock.after(tickMs, tick);
    },
    receive: ({ from, ...step }) => legs.get(from)?.receive(step as Step & typeof step),
    nudge() {
      for (const leg of legs.values()) leg.nudge();
    },
    replace(source, track) {
      for (const leg of legs.values()) leg.replace(source, track);
    },
    close() {
      stopTicking?.();
      for (const leg of legs.values()) leg.close();
      legs.clear();
    },
  };
}
