import type { Unsubscribe } from "./api.ts";

/**
 * Shows a track in an element. Tracks attached to one element share its stream. The element is asked to play; where the
 * browser refuses sound before a gesture it stays paused, and `play()` in a click handler starts it.
 */
export function attachTrack(
  track: MediaStreamTrack,
  element: HTMLMediaElement,
  firstFrame: () => void,
): Unsubscribe {
  const stream = element.srcObject instanceof MediaStream ? element.srcObject : new MediaStream();
  stream.addTrack(track);
  if (element.srcObject !== stream) element.srcObject = stream;
  element.play().catch(() => {});
  const stopWatching = track.kind === "video" ? watchFirstFrame(element, firstFrame) : () => {};

  return () => {
    stopWatching();
    stream.removeTrack(track);
    if (stream.getTracks().length === 0 && element.srcObject === stream) element.srcObject = null;
  };
}

function watchFirstFrame(element: HTMLMediaElement, firstFrame: () => void): Unsubscribe {
  // Lib.dom promises frame callbacks everywhere; older browsers have only the event.
  if (element instanceof HTMLVideoElement && "requestVideoFrameCallback" in element) {
    const handle = element.requestVideoFrameCallback(firstFrame);
    return () => element.cancelVideoFrameCallback(handle);
  }
  element.addEventListener("loadeddata", firstFrame, { once: true });
  return () => element.removeEventListener("loadeddata", firstFrame);
}
