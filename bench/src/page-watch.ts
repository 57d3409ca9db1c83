/** What {@link installWatch} leaves in `window`. */
export interface PageWatch {
  /** When a button of the given text could first be pressed, in ms from the start of the navigation. */
  usableMs: number | null;
  /** When the page's own picture first showed, likewise. */
  ownPictureMs: number | null;
  /** First frame of each remote track: time of day in ms. */
  readonly firstFrames: Record<string, number>;
}

declare global {
  interface Window {
    benchWatch: PageWatch;
  }
}

/** Runs in the page before its own scripts. Sent as source, so it must stand alone. */
export function installWatch(buttonText: string): void {
  const watch: PageWatch = { usableMs: null, ownPictureMs: null, firstFrames: {} };
  window.benchWatch = watch;
  const lookForButton = (): void => {
    const button = [...document.querySelectorAll("button")].find((b) => b.textContent?.trim() === buttonText);
    if (button && !button.disabled && button.ariaDisabled !== "true") watch.usableMs = performance.now();
    else requestAnimationFrame(lookForButton);
  };
  requestAnimationFrame(lookForButton);

  const remoteTracks = new Set<string>();
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("track", ({ track }) => remoteTracks.add(track.id));
    }
  };

  const watched = new WeakSet<HTMLMediaElement>();
  const onFrame = (element: HTMLVideoElement): void => {
    const stream = element.srcObject;
    const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
    if (track && remoteTracks.has(track.id)) watch.firstFrames[track.id] ??= Date.now();
    else if (track) watch.ownPictureMs ??= performance.now();
    element.requestVideoFrameCallback(() => onFrame(element));
  };
  const property = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  if (!property) return;
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    ...property,
    set(this: HTMLMediaElement, value: MediaStream | null) {
      property.set?.call(this, value);
      if (!(this instanceof HTMLVideoElement) || watched.has(this)) return;
      watched.add(this);
      this.requestVideoFrameCallback(() => onFrame(this));
    },
  });
}
