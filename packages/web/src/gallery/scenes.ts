import type {
  CaptureProblem,
  CloseReason,
  EntranceState,
  RemoteParticipant,
  RoomState,
} from "@confab/client";
import { person } from "./people.ts";
import { sitters } from "./portrait.ts";

/** One state of one page. `inside` scenes show the call; the rest what their path shows. */
export interface Scene {
  readonly path?: string;
  readonly entrance?: EntranceState;
  readonly permission?: "granted" | "prompt";
  readonly cameraProblem?: CaptureProblem;
  readonly microphoneProblem?: CaptureProblem;
  readonly camera?: boolean;
  readonly microphone?: boolean;
  readonly name?: string;
  readonly recent?: boolean;
  readonly relay?: boolean;
  readonly inside?: {
    readonly people?: () => readonly RemoteParticipant[];
    readonly state?: RoomState;
    readonly quality?: { readonly bars: 1 | 2 | 3; readonly loss: number };
    readonly silent?: boolean;
    readonly ends?: CloseReason;
  };
  /** Accessible names of controls to press once the scene stands. */
  readonly press?: readonly string[];
}

const room = "quiet-otter-lamp";
const key = "AbCdEfGhIjKlMnOpQrStUv";
const roomPath = `r/${room}#${key}`;

const face = (present: readonly string[], entitled: "host" | "guest" = "guest"): EntranceState => ({
  kind: "open",
  relay: true,
  face: {
    entitled,
    room,
    mode: "call",
    capacity: 2,
    present: present.map((name) => ({ name, away: false })),
  },
});

const shut = (because: "not-open" | "bad-key"): EntranceState => ({
  kind: "open",
  relay: true,
  face: { entitled: "none", room, because },
});

const join = (scene: Scene): Scene => ({ path: roomPath, entrance: face(["Anna Lindqvist"]), ...scene });
const call = (inside: NonNullable<Scene["inside"]>, scene: Scene = {}): Scene => join({ ...scene, inside });
const anna =
  (how: Parameters<typeof person>[2] = {}) =>
  () => [person("Anna Lindqvist", sitters.anna, how)];

export const scenes: Readonly<Record<string, Scene>> = {
  start: { recent: true },
  "start-new": {},
  trust: { path: "trust" },
  unknown: { path: "nothing-here" },
  join: join({}),
  "join-ask": join({ permission: "prompt", entrance: face([]) }),
  "join-nobody": join({ entrance: face([], "host") }),
  "join-full": join({ entrance: face(["Anna Lindqvist", "Bo"]) }),
  "join-connecting": join({ entrance: { kind: "connecting", attempt: 1 } }),
  "join-offline": join({ entrance: { kind: "connecting", attempt: 4 } }),
  "join-joining": join({ entrance: { kind: "joining" } }),
  "join-blocked": join({ cameraProblem: "blocked", microphoneProblem: "blocked" }),
  "join-in-use": join({ cameraProblem: "in-use" }),
  "join-no-devices": join({ cameraProblem: "none", microphoneProblem: "none" }),
  "join-camera-off": join({ camera: false }),
  "join-nameless": join({ name: "", press: ["Join now"] }),
  "join-no-relay": join({ relay: false }),
  "join-not-open": join({ entrance: shut("not-open") }),
  "join-bad-key": join({ entrance: shut("bad-key") }),
  "join-outdated": join({ entrance: { kind: "refused", code: "version-too-old" } }),
  "join-qr": join({ press: ["Continue on your phone"] }),
  "call-alone": call({}),
  "call-two": call({ people: anna(), quality: { bars: 3, loss: 0.002 } }),
  "call-two-portrait": call({ people: anna({ portraitShape: true }) }),
  "call-muted": call(
    { people: anna({ media: { microphone: false, camera: true } }) },
    { microphone: false, camera: false },
  ),
  "call-camera-off": call({ people: anna({ media: { microphone: true, camera: false } }) }),
  "call-away": call({
    people: anna({ presence: "away", leg: { kind: "recovering", step: "wait", sinceMs: 12_000 } }),
  }),
  "call-folded": call({
    people: anna({ presence: "folded", leg: { kind: "recovering", step: "wait", sinceMs: 22_000 } }),
  }),
  "call-connecting": call({ people: anna({ leg: { kind: "connecting" }, tracks: new Map() }) }),
  "call-recovering": call({
    people: anna({ leg: { kind: "recovering", step: "ice-restart", sinceMs: 2_000 } }),
  }),
  "call-reconnecting": call({ people: anna(), state: { kind: "reconnecting", sinceMs: 4_000, attempt: 3 } }),
  "call-silent": call({ people: anna(), silent: true }),
  "call-audio-only": call({ people: anna({ audioOnly: true }) }),
  "call-quality": call(
    { people: anna(), quality: { bars: 1, loss: 0.081 } },
    { press: ["Connection to Anna Lindqvist: Poor connection"] },
  ),
  "call-more": call({ people: anna() }, { press: ["More"] }),
  "call-people": call({ people: anna() }, { press: ["People"] }),
  "call-devices": call({ people: anna() }, { press: ["More", "Devices"] }),
  "call-shortcuts": call({ people: anna() }, { press: ["More", "Keyboard shortcuts"] }),
  "call-swapped": call({ people: anna() }, { press: ["More", "Swap the pictures"] }),
  "call-self-hidden": call({ people: anna() }, { press: ["More", "Hide your picture"] }),
  "call-four": call({
    people: () => [
      person("Anna Lindqvist", sitters.anna),
      person("Bo", sitters.bo, { media: { microphone: false, camera: true } }),
      person("陈美玲", sitters.chen, { portraitShape: true }),
    ],
  }),
  "ended-left": call({ ends: "left" }),
  "ended-removed": call({ ends: "removed" }),
  "ended-replaced": call({ ends: "replaced" }),
  "ended-seat-lost": call({ ends: "seat-lost" }),
  "ended-version": call({ ends: "version" }),
};
