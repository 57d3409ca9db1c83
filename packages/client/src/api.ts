import type { ErrorCode, Face, MediaState, ParticipantId, Role, RoomName, Source } from "@confab/protocol";

/** What a page keeps (in `sessionStorage`, say) to have its seat again after a reload. Treat it like a password. */
export interface SavedSeat {
  readonly participant: ParticipantId;
  readonly secret: string;
}

/** Removes the listener; calling it twice is harmless. */
export type Unsubscribe = () => void;

/** A typed source of events; an event's payload is one value. */
export interface Emits<Events extends object> {
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): Unsubscribe;
}

/** Why a microphone or camera could not be had (W3C Media Capture and Streams, section 10.2, told apart as far as browsers allow). */
export type CaptureProblem =
  | "dismissed"
  | "blocked"
  | "blocked-by-system"
  | "none"
  | "in-use"
  | "insecure-page"
  | "unsupported"
  | "unknown";

export type SourceState =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | {
      readonly kind: "on";
      readonly track: MediaStreamTrack;
      readonly deviceId: string;
      readonly label: string;
    }
  | { readonly kind: "failed"; readonly problem: CaptureProblem };

/** One local microphone or camera. The track in the preview is the track in the call. */
export interface LocalSource extends Emits<{ state: SourceState }> {
  readonly state: SourceState;
  /** Starts, or switches to the given device. Never rejects: what went wrong is the state. */
  turnOn(deviceId?: string): Promise<SourceState>;
  turnOff(): Promise<void>;
}

export interface DeviceList {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
}

/** Microphone, camera and device lists of this page, shared by entrance and room. */
export interface LocalMedia extends Emits<{ devices: DeviceList }> {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly devices: DeviceList;
  /** Asks for both at once, with one prompt; either may end `failed` alone. */
  turnOnBoth(devices?: { microphone?: string; camera?: string }): Promise<void>;
  /** Stops every track. Idempotent. */
  close(): void;
}

export interface RemoteTrack {
  readonly source: Source;
  readonly track: MediaStreamTrack;
}

/** Health of one leg. `path` is known once packets flow. */
export type LegState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected"; readonly path: LegPath | null }
  | {
      readonly kind: "recovering";
      readonly step: "wait" | "ice-restart" | "rebuild";
      readonly sinceMs: number;
    }
  | { readonly kind: "closed" };

/** Which way the packets go, as the selected candidate pair says; `unknown` where the browser does not. */
export interface LegPath {
  readonly local: "host" | "srflx" | "prflx" | "relay";
  readonly remote: "host" | "srflx" | "prflx" | "relay";
  readonly relayProtocol: "udp" | "tcp" | "tls" | "unknown" | null;
}

export interface RemoteParticipant {
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  readonly media: MediaState;
  /** `folded` participants have been away so long that they should make room on the stage. */
  readonly presence: "active" | "away" | "folded";
  /** There as long as the leg; whether a source is switched on is `media`'s to say. A rebuilt leg brings new ones. */
  readonly tracks: ReadonlyMap<Source, RemoteTrack>;
  readonly leg: LegState;
  /** True when the two ends share no video codec, so that only audio flows. */
  readonly audioOnly: boolean;
}

/** Milliseconds since the person's intent to join; a step that has not happened is absent. */
export type Timeline = Readonly<
  Partial<Record<"socket" | "join" | "offer" | "ice" | "dtls" | "firstFrame", number>>
>;

/** One leg's figures over the last sampling period; `null` where the browser does not tell. Rates are per second. */
export interface LegStats {
  readonly participant: ParticipantId;
  readonly path: LegPath | null;
  readonly roundTripMs: number | null;
  readonly sending: {
    readonly kbps: number | null;
    readonly fps: number | null;
    readonly width: number | null;
  };
  readonly receiving: {
    readonly kbps: number | null;
    readonly fps: number | null;
    readonly width: number | null;
    /** Share of packets lost, 0 to 1. */
    readonly loss: number | null;
    /** Share of audio samples that had to be made up, 0 to 1. */
    readonly concealment: number | null;
    readonly jitterMs: number | null;
  };
  /** 1 bad, 2 fair, 3 good; `null` before the first sample. */
  readonly quality: 1 | 2 | 3 | null;
}

/** The one lifecycle of a room. */
export type RoomState =
  | { readonly kind: "joined" }
  | { readonly kind: "reconnecting"; readonly sinceMs: number; readonly attempt: number }
  | { readonly kind: "closed"; readonly reason: CloseReason };

export type CloseReason = "left" | "removed" | "replaced" | "seat-lost" | "version";

export interface RoomEvents {
  state: RoomState;
  "participant-joined": RemoteParticipant;
  "participant-left": RemoteParticipant;
  /** Name, media state, presence, leg, or the set of tracks has changed. */
  "participant-changed": RemoteParticipant;
  stats: readonly LegStats[];
  /**
   * The seat to save has changed; `null` once there is none. A page that goes for good (`pagehide` without `persisted`)
   * keeps its seat for as long as a reload takes; one that is only put aside keeps everything.
   */
  seat: SavedSeat | null;
}

/** A place in a call. */
export interface Room extends Emits<RoomEvents> {
  readonly name: RoomName;
  readonly you: { readonly id: ParticipantId; readonly name: string; readonly role: Role };
  readonly capacity: number;
  readonly state: RoomState;
  readonly participants: ReadonlyMap<ParticipantId, RemoteParticipant>;
  readonly media: LocalMedia;
  readonly seat: SavedSeat | null;
  /** False when the server has no TURN, so that some networks can't be crossed. */
  readonly relay: boolean;
  readonly timeline: Timeline;
  /** Age of the call, in ms. */
  callMs(): number;
  rename(name: string): Promise<void>;
  /**
   * Shows a remote track in an element, asks it to play, and notes the first frame on the timeline. Where the browser
   * refuses sound without a gesture the element stays `paused`: call its `play()` from a click. Tracks attached to one
   * element share its stream. Returns the way to take the track off.
   */
  attach(track: RemoteTrack, element: HTMLMediaElement): Unsubscribe;
  stats(): Promise<readonly LegStats[]>;
  /** Leaves for good. Resolves when the server knows, or after a short wait without it. Idempotent. */
  leave(): Promise<void>;
}

export type EntranceState =
  | { readonly kind: "connecting"; readonly attempt: number }
  | { readonly kind: "open"; readonly face: Face; readonly relay: boolean }
  | { readonly kind: "joining" }
  | { readonly kind: "inside"; readonly room: Room }
  | { readonly kind: "refused"; readonly code: ErrorCode }
  | { readonly kind: "closed" };

/** The way into a room: what the join page stands on. */
export interface Entrance extends Emits<{ state: EntranceState }> {
  readonly state: EntranceState;
  readonly media: LocalMedia;
  /** Call when the person means to join (pointer over the button, say): makes certificate, connection and offer ready. Idempotent. */
  warmUp(): void;
  /** @throws ConfabError with a protocol error code: `room-full`, `not-open`, `bad-key`... */
  join(as: { name: string }): Promise<Room>;
  /** Lets go of the connection unless a room has taken it over; the media stays with its owner. Idempotent. */
  close(): void;
}

export interface EntranceOptions {
  /** The server's base URL, ending in a slash; a path in it is the base path. */
  readonly url: string;
  readonly room: RoomName;
  readonly key?: string;
  /** Tried first; the entrance then goes to `inside` by itself, or to `open` if the seat is gone. */
  readonly seat?: SavedSeat;
  /** The page's media; without it the entrance makes its own and closes it with the room. */
  readonly media?: LocalMedia;
  /** Video codecs in the order to prefer, as MIME subtypes, e.g. `["VP9", "H264"]`. Default: VP8, H264, VP9, AV1. */
  readonly videoCodecs?: readonly string[];
  /** `relay` sends through TURN only and hides addresses. Default `all`. */
  readonly transport?: "all" | "relay";
}

/** An entrance that is passed at once. */
export interface JoinOptions extends EntranceOptions {
  readonly name: string;
  /** Whether to capture first, and from which device. Default: no capture. Ignored for a source that `media` has on already. */
  readonly microphone?: boolean | string;
  readonly camera?: boolean | string;
}
