import type { MediaState } from "@confab/protocol";
import type { LocalMedia, Unsubscribe } from "./api.ts";
import type { OwnSource, OwnTracks } from "./legs/publishing.ts";

/** What the others are told of our sources. */
export function mediaState({ microphone, camera }: LocalMedia): MediaState {
  return { microphone: microphone.state.kind === "on", camera: camera.state.kind === "on" };
}

export function ownTracks({ microphone, camera }: LocalMedia): OwnTracks {
  const track = ({ state }: LocalMedia[OwnSource]) => (state.kind === "on" ? state.track : null);
  return { microphone: track(microphone), camera: track(camera) };
}

/**
 * Tells what to send whenever a source changes. A microphone that is off keeps its silenced track in place, so that
 * switching it on needs nothing; only another track takes its place.
 */
export function followTracks(
  media: LocalMedia,
  replace: (source: OwnSource, track: MediaStreamTrack | null) => void,
): Unsubscribe {
  const stops = [
    media.microphone.on("state", (state) => {
      if (state.kind === "on") replace("microphone", state.track);
    }),
    media.camera.on("state", (state) => {
      if (state.kind === "on") replace("camera", state.track);
      else if (state.kind !== "starting") replace("camera", null);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
