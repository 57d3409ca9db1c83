import type { ParticipantId, Role } from "@confab/protocol";
import type { Entitlement } from "../rooms/entitlement.ts";
import type { Entry } from "../rooms/store/store.ts";

/** Where a session stands. `held` are entries of its room that came while its snapshot was being made. */
export type SessionState =
  | { readonly kind: "opening"; readonly held: Entry[] }
  | { readonly kind: "outside"; readonly entitlement: Entitlement }
  | { readonly kind: "joining"; readonly entitlement: Entitlement; readonly held: Entry[] }
  | {
      readonly kind: "inside";
      readonly participant: ParticipantId;
      readonly role: Role;
      /** After a resume the secret before is honoured until the client is heard of: `unconfirmed`. */
      readonly secret: "unconfirmed" | "confirmed";
    }
  | { readonly kind: "leaving"; readonly participant: ParticipantId }
  | { readonly kind: "closed"; readonly because: Ending };

/** Why a session is over: its client left, it was told `bye`, or its connection is gone. */
export type Ending = "left" | "dismissed" | "lost";

export type SessionStep =
  | { readonly type: "welcomed"; readonly entitlement: Entitlement }
  | { readonly type: "join" }
  | { readonly type: "refused" }
  | {
      readonly type: "seated";
      readonly participant: ParticipantId;
      readonly role: Role;
      readonly secret: "unconfirmed" | "confirmed";
    }
  | { readonly type: "confirm" }
  | { readonly type: "leave" }
  | { readonly type: "close"; readonly because: Ending };

/** The one function that moves a session. Closed stays closed; a step that makes no sense is a bug and throws. */
export function nextState(state: SessionState, step: SessionStep): SessionState {
  if (state.kind === "closed") return state;
  switch (step.type) {
    case "welcomed":
      if (state.kind === "opening") return { kind: "outside", entitlement: step.entitlement };
      break;
    case "join":
      if (state.kind === "outside") return { kind: "joining", entitlement: state.entitlement, held: [] };
      break;
    case "refused":
      if (state.kind === "joining") return { kind: "outside", entitlement: state.entitlement };
      break;
    case "seated":
      if (state.kind === "opening" || state.kind === "joining") {
        return { kind: "inside", participant: step.participant, role: step.role, secret: step.secret };
      }
      break;
    case "confirm":
      if (state.kind === "inside") return { ...state, secret: "confirmed" };
      break;
    case "leave":
      if (state.kind === "inside") return { kind: "leaving", participant: state.participant };
      break;
    case "close":
      return { kind: "closed", because: step.because };
  }
  throw new Error(`A session that is ${state.kind} cannot take the step "${step.type}".`);
}
