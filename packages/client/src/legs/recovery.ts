/**
 * How a leg gets well again, one rung at a time: wait while nothing can be signalled, restart ICE, make a new
 * generation. One pure function moves the state; it is asked whenever something may have changed and a few times a
 * second besides, because connection states don't fire again while they last. All times are the clock's, in ms.
 */
export type Recovery =
  /** The other side makes the offer. */
  | { readonly kind: "awaiting"; readonly since: number }
  /** `rebuilds` counts the generations given up since the leg last worked; `restarted` is the last ICE restart. */
  | {
      readonly kind: "connecting";
      readonly since: number;
      readonly rebuilds: number;
      /** Until when a connection is expected without help. */
      readonly patience: number;
      readonly restarted: Restart | null;
    }
  | { readonly kind: "connected" }
  /** It worked, and no longer does. `signalled` is when something could first be done about it. */
  | {
      readonly kind: "unwell";
      readonly since: number;
      readonly signalled: number | null;
      readonly restarted: Restart | null;
    }
  | { readonly kind: "closed" };

/** A restart under way: when it was made, and how many agreements there had been. */
interface Restart {
  readonly at: number;
  readonly agreements: number;
}

/** What can be seen of a leg. */
export interface Sight {
  readonly now: number;
  readonly ice: RTCIceConnectionState;
  /** DTLS and ICE together: only then media flows. */
  readonly connection: RTCPeerConnectionState;
  /** Whether anything arrives though the other side says that it sends; `unknown` where it sends nothing. */
  readonly arriving: "yes" | "no" | "unknown";
  /** Negotiations brought to their end in this generation. */
  readonly agreements: number;
  /** Our session is inside and the other side is there. */
  readonly canSignal: boolean;
  /** The network has changed, or the session is back and nothing arrives. */
  readonly nudged: boolean;
  /** The generation can't be saved. */
  readonly broken: boolean;
}

export type RecoveryStep = "none" | "restart" | "rebuild";

/** Whoever waits for an offer makes one himself after this. */
const awaitMs = 8_000;
/** A first connection that is not there this long after the agreement gets relay candidates by a restart. */
export const patientMs = 3_000;
/** The same for an end that gathered without TURN, because its offer was made before it had a seat. */
export const hurriedMs = 800;
/** Time between two restarts whose offers were answered... */
const retryMs = 2_000;
/** ...and after which one without an answer counts as lost; its offer is repeated meanwhile. */
const unansweredMs = 6_000;
/** A connection that is still up this long after a restart without an answer has healed by itself. */
const believeMs = 1_500;
/** Restarts have this long to help; each rebuild gets longer. */
const rebuildMs = 10_000;
const longestRebuildMs = 30_000;

export function recover(state: Recovery, sight: Sight): { state: Recovery; step: RecoveryStep } {
  const stay = { state, step: "none" } as const;
  const { now } = sight;
  switch (state.kind) {
    case "closed":
      return stay;
    case "awaiting":
      if (now - state.since < awaitMs || !sight.canSignal) return stay;
      return rebuild(now, 0);
    case "connecting":
      if (sight.connection === "connected") return { state: { kind: "connected" }, step: "none" };
      return whileConnecting(state, sight);
    case "connected":
      if (isWell(sight) && !sight.nudged) return stay;
      return recover({ kind: "unwell", since: now, signalled: null, restarted: null }, sight);
    case "unwell":
      return whileUnwell(state, sight);
  }
}

/** Connected as far as anybody can see. */
function isWell({ connection, arriving, broken }: Sight): boolean {
  return connection === "connected" && arriving !== "no" && !broken;
}

function rebuild(now: number, rebuilds: number): { state: Recovery; step: RecoveryStep } {
  return {
    state: { kind: "connecting", since: now, rebuilds, patience: now + patientMs, restarted: null },
    step: "rebuild",
  };
}

function whileConnecting(state: Extract<Recovery, { kind: "connecting" }>, sight: Sight) {
  const { now, canSignal, agreements } = sight;
  const allowed = Math.min(longestRebuildMs, rebuildMs + 5_000 * state.rebuilds);
  if (canSignal && (sight.broken || now - state.since >= allowed)) return rebuild(now, state.rebuilds + 1);
  // Before the first agreement there is nothing to restart: the offer itself is repeated.
  const due = sight.ice === "failed" || sight.nudged || now >= state.patience;
  if (!canSignal || agreements === 0 || !due || isUnderWay(state.restarted, sight)) {
    return { state, step: "none" } as const;
  }
  return { state: { ...state, restarted: { at: now, agreements } }, step: "restart" } as const;
}

function whileUnwell(state: Extract<Recovery, { kind: "unwell" }>, sight: Sight) {
  const { now, agreements } = sight;
  if (isWell(sight) && isBelievable(state.restarted, sight)) {
    return { state: { kind: "connected" }, step: "none" } as const;
  }
  if (!sight.canSignal) return { state: { ...state, signalled: null }, step: "none" } as const;
  const signalled = state.signalled ?? now;
  if (sight.broken || now - signalled >= rebuildMs) return rebuild(now, 1);
  if (isUnderWay(state.restarted, sight)) return { state: { ...state, signalled }, step: "none" } as const;
  const next = { ...state, signalled, restarted: { at: now, agreements } };
  return { state: next, step: "restart" } as const;
}

/** Right after a restart "connected" may be what the old path still says. */
function isBelievable(restarted: Restart | null, { now, agreements, nudged }: Sight): boolean {
  if (!restarted) return !nudged;
  return agreements > restarted.agreements || now - restarted.at >= believeMs;
}

/** One restart at a time. */
function isUnderWay(restarted: Restart | null, { now, agreements }: Sight): boolean {
  if (!restarted) return false;
  const passed = now - restarted.at;
  return passed < (agreements > restarted.agreements ? retryMs : unansweredMs);
}
