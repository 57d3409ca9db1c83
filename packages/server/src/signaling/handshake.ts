import {
  Handshake,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
  type WireError,
  wireError,
} from "@confab/protocol";
import * as v from "valibot";

export type ReadHandshake =
  | { readonly ok: true; readonly handshake: Handshake }
  | { readonly ok: false; readonly error: WireError };

const VersionOnly = v.object({ protocol: v.pipe(v.number(), v.integer()) });

/** The version comes first, so that an outdated client learns that, whatever else it sends. */
export function readHandshake(auth: unknown): ReadHandshake {
  const version = v.safeParse(VersionOnly, auth);
  if (version.success && version.output.protocol < OLDEST_PROTOCOL_VERSION) {
    return { ok: false, error: wireError("version-too-old") };
  }
  if (version.success && version.output.protocol > PROTOCOL_VERSION) {
    return { ok: false, error: wireError("version-too-new") };
  }
  const parsed = v.safeParse(Handshake, auth);
  if (!parsed.success) return { ok: false, error: wireError("bad-request", { detail: offence(parsed) }) };
  return { ok: true, handshake: parsed.output };
}

/** Where the first thing wrong is, as `a.b.0`; of the field's name only what fits a log line. */
export function offence(failed: { readonly issues: readonly [v.BaseIssue<unknown>, ...unknown[]] }): string {
  return (v.getDotPath(failed.issues[0]) ?? "payload").slice(0, 100);
}
