import type { Description, Source } from "@confab/protocol";
import { orderAudio, orderVideo } from "./codecs.ts";
import type { PeerConnection, Sender, Transceiver, WebRtc } from "./peer-connection.ts";
import { scaleDown, type VideoBudget } from "./video-budget.ts";

/** The sources that every leg has a place for from the start, so that switching one on or off negotiates nothing. */
export const sources = ["microphone", "camera"] as const satisfies readonly Source[];
export type OwnSource = (typeof sources)[number];
export type OwnTracks = Readonly<Record<OwnSource, MediaStreamTrack | null>>;

/** What this end sends on one connection. */
export interface Publishing {
  /** Makes the places, for an offer. */
  offer(): void;
  /** Takes the places that an offer has made. */
  answer(tracks: Description["tracks"]): void;
  /** What each media section carries, by mid. */
  map(): NonNullable<Description["tracks"]>;
  /** What comes in, once both ends have agreed. */
  received(): Map<Source, MediaStreamTrack>;
  replace(source: OwnSource, track: MediaStreamTrack | null): void;
  /** Sets how much the camera may cost, and whether it still starts gently. */
  limit(budget: VideoBudget, gentle: boolean): void;
}

export interface PublishingDeps {
  readonly webRtc: WebRtc;
  readonly connection: PeerConnection;
  readonly videoCodecs: readonly string[] | undefined;
}

const kindOf = (source: OwnSource): "audio" | "video" => (source === "camera" ? "video" : "audio");
const isOwn = (source: Source): source is OwnSource => source === "microphone" || source === "camera";

export function createPublishing(
  deps: PublishingDeps,
  initial: { tracks: OwnTracks; budget: VideoBudget },
): Publishing {
  const tracks: Record<OwnSource, MediaStreamTrack | null> = { ...initial.tracks };
  const places = new Map<Source, Transceiver>();
  // One stream for both, so that the other end plays them in step.
  const stream = deps.webRtc.stream();
  let { budget } = initial;
  let gentle = true;
  let adjusting = false;
  let again = false;

  function encoding(): RTCRtpEncodingParameters {
    const height = tracks.camera?.getSettings().height;
    return { maxBitrate: budget.maxBitrate, scaleResolutionDownBy: scaleDown(budget, height, gentle) };
  }

  function prefer(source: OwnSource, transceiver: Transceiver): void {
    const kind = kindOf(source);
    const capabilities = deps.webRtc.receivable(kind);
    if (capabilities.length === 0) return;
    transceiver.setCodecPreferences?.(
      kind === "video" ? orderVideo(capabilities, deps.videoCodecs) : orderAudio(capabilities),
    );
  }

  /** Parameters can be set only one change at a time (W3C WebRTC 1.0 section 5.2). */
  async function adjust(): Promise<void> {
    again = true;
    if (adjusting) return;
    adjusting = true;
    while (again) {
      again = false;
      const sender = places.get("camera")?.sender;
      if (sender) await adjustCamera(sender);
    }
    adjusting = false;
  }

  async function adjustCamera(sender: Sender): Promise<void> {
    try {
      const parameters = sender.getParameters();
      const [first] = parameters.encodings ?? [];
      if (!first) return;
      await sender.setParameters({
        ...parameters,
        encodings: [{ ...first, ...encoding() }],
        // Faces: a smaller picture that moves is better than a sharp one that jerks.
        degradationPreference: "maintain-framerate",
      });
    } catch {
      // The sender has stopped, or this browser lacks a parameter: the picture is then as the browser decides.
    }
  }

  return {
    offer() {
      for (const source of sources) {
        const init: RTCRtpTransceiverInit = { direction: "sendrecv" };
        if (stream) init.streams = [stream];
        if (source === "camera") init.sendEncodings = [encoding()];
        const transceiver = deps.connection.addTransceiver(tracks[source] ?? kindOf(source), init);
        prefer(source, transceiver);
        places.set(source, transceiver);
      }
    },
    answer(map = {}) {
      for (const transceiver of deps.connection.getTransceivers()) {
        const source = transceiver.mid === null ? undefined : map[transceiver.mid];
        if (!source || places.get(source) === transceiver) continue;
        // A place of an offer of ours that gave way: RFC 8829 section 5.10 makes new ones for the other's offer.
        places.get(source)?.stop();
        places.set(source, transceiver);
        if (!isOwn(source)) continue;
        transceiver.direction = "sendrecv";
        prefer(source, transceiver);
        if (stream) transceiver.sender.setStreams?.(stream);
        transceiver.sender.replaceTrack(tracks[source]).catch(() => {});
      }
      void adjust();
    },
    map() {
      const map: Record<string, Source> = {};
      for (const [source, { mid }] of places) if (mid !== null) map[mid] = source;
      return map;
    },
    received() {
      return new Map([...places].map(([source, { receiver }]) => [source, receiver.track]));
    },
    replace(source, track) {
      if (tracks[source] === track) return;
      tracks[source] = track;
      places
        .get(source)
        ?.sender.replaceTrack(track)
        .catch(() => {});
      if (source === "camera" && track) void adjust();
    },
    limit(next, nextGentle) {
      budget = next;
      gentle = nextGentle;
      void adjust();
    },
  };
}
