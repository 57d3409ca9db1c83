import * as v from "valibot";
import { ParticipantId } from "./ids.ts";
import { limits } from "./limits.ts";
import { Counter } from "./model.ts";

/** What a media section carries, in both directions. */
export const Source = v.picklist(["microphone", "camera", "screen", "screen-audio"]);
export type Source = v.InferOutput<typeof Source>;

const Mid = v.pipe(
  v.string(),
  v.maxLength(16),
  v.regex(/^[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+$/, "expected a token of RFC 4566"),
);

/** A session description (RFC 8866, RFC 8829). Opaque to the server but for its size and its first line. */
export const Description = v.object({
  type: v.picklist(["offer", "answer"]),
  sdp: v.pipe(v.string(), v.maxLength(limits.sdp), v.startsWith("v=0")),
  /** In an offer: what each media section, by its mid, carries. */
  tracks: v.exactOptional(v.pipe(v.record(Mid, Source), v.maxEntries(limits.tracksPerLeg))),
  /** Counts the generation's negotiations, both ends together: an offer has one more than the last that was completed, an answer its offer's. */
  round: v.exactOptional(Counter),
});
export type Description = v.InferOutput<typeof Description>;

/** An ICE candidate (RFC 8839 section 5.1); the empty string ends a generation of candidates. */
export const Candidate = v.object({
  candidate: v.pipe(
    v.string(),
    v.maxLength(limits.candidate),
    v.regex(/^(?:|candidate:[\x20-\x7e]*)$/, "expected a candidate line"),
  ),
  mid: v.exactOptional(Mid),
  ufrag: v.exactOptional(v.pipe(v.string(), v.maxLength(256))),
});
export type Candidate = v.InferOutput<typeof Candidate>;

const Candidates = v.pipe(v.array(Candidate), v.maxLength(limits.candidatesPerSignal));

const negotiation = {
  description: v.exactOptional(Description),
  candidates: v.exactOptional(Candidates),
};

/** The first offer for whoever has been in the call longest, sent along with `join`; generation 1. */
export const Opening = v.object({ description: Description, candidates: v.exactOptional(Candidates) });
export type Opening = v.InferOutput<typeof Opening>;

/** One step of a leg's negotiation, as sent. `life` is the life of the participant it is meant for. */
export const SignalRequest = v.object({
  to: ParticipantId,
  life: Counter,
  generation: Counter,
  ...negotiation,
});
export type SignalRequest = v.InferOutput<typeof SignalRequest>;

/** One step of a leg's negotiation, as received. `life` is the life of the participant it comes from. */
export const Signal = v.object({ from: ParticipantId, life: Counter, generation: Counter, ...negotiation });
export type Signal = v.InferOutput<typeof Signal>;
