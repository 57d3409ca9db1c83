import type { SourceState } from "@confab/client";
import type { WordKey } from "../words/catalogue.ts";

const willSend = ({ kind }: SourceState) => kind === "on" || kind === "starting";

/** What the others will get of you, in one sentence. */
export function joinSummary(microphone: SourceState, camera: SourceState): WordKey & `join.with.${string}` {
  if (willSend(microphone)) return willSend(camera) ? "join.with.both" : "join.with.microphone";
  return willSend(camera) ? "join.with.camera" : "join.with.none";
}

/** A typed name as the protocol takes it: one line, no signs that turn the writing direction of what follows. */
export function tidyName(typed: string): string {
  return typed
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 64)
    .trim();
}
