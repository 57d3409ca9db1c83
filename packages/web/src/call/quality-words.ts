import type { LegPath, LegState, LegStats } from "@confab/client";
import type { WordKey } from "../words/catalogue.ts";

export type Bars = 0 | 1 | 2 | 3;

/** Bars for a leg: none before the first figures, one while it is being repaired. */
export function barsOf(leg: LegState, stats: LegStats | null): Bars {
  if (leg.kind === "recovering") return 1;
  if (leg.kind !== "connected") return 0;
  return stats?.quality ?? 0;
}

/** In a few words: why the bars are as they are, and what to do about it. The first reason that fits is the one to act on. */
export function whyOf(leg: LegState, stats: LegStats | null): WordKey & `quality.why.${string}` {
  if (leg.kind === "recovering") return "quality.why.recovering";
  if (leg.kind === "connecting") return "quality.why.connecting";
  if (stats === null || stats.quality === null) return "quality.why.none";
  if (stats.quality === 3) return "quality.why.good";
  const { loss, concealment, fps } = stats.receiving;
  if ((loss ?? 0) > 0.03) return "quality.why.loss";
  if ((stats.roundTripMs ?? 0) > 350) return "quality.why.delay";
  if ((concealment ?? 0) > 0.04) return "quality.why.sound";
  if (fps !== null && fps > 0 && fps < 12) return "quality.why.picture";
  return "quality.why.fair";
}

export type Way =
  | { readonly kind: "direct" | "relayed" | "unknown" }
  | { readonly kind: "relayedBy"; readonly protocol: string };

/** Direct or through the relay, and how this side reaches the relay where the browser tells. */
export function wayOf(path: LegPath | null): Way {
  if (path === null) return { kind: "unknown" };
  if (path.local !== "relay" && path.remote !== "relay") return { kind: "direct" };
  const { relayProtocol } = path;
  return relayProtocol === null || relayProtocol === "unknown"
    ? { kind: "relayed" }
    : { kind: "relayedBy", protocol: relayProtocol.toUpperCase() };
}
