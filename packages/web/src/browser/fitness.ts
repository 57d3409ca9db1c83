import { inAppBrowser } from "./in-app.ts";

/** What this page may use, as asked of the browser. */
export interface Features {
  readonly connections: boolean;
  readonly capture: boolean;
  readonly secure: boolean;
  readonly userAgent: string;
}

/** Whether a call can be made here. `canListen`: without camera and microphone one can still watch and listen. */
export type Fitness =
  | { readonly kind: "fit" }
  | { readonly kind: "insecure" }
  | { readonly kind: "in-app"; readonly app: string; readonly canListen: boolean }
  | { readonly kind: "unsupported" };

/** Features decide; the user agent only words the way out. An unprotected page comes first: there the cure is known. */
export function fitnessOf({ connections, capture, secure, userAgent }: Features): Fitness {
  const app = inAppBrowser(userAgent);
  if (connections && capture) return { kind: "fit" };
  if (connections && !secure) return { kind: "insecure" };
  if (app !== null) return { kind: "in-app", app, canListen: connections };
  return connections ? { kind: "fit" } : { kind: "unsupported" };
}

export function featuresHere(): Features {
  return {
    connections: typeof globalThis.RTCPeerConnection === "function",
    capture: typeof globalThis.navigator?.mediaDevices?.getUserMedia === "function",
    secure: globalThis.isSecureContext === true,
    userAgent: navigator.userAgent,
  };
}
