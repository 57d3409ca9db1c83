let count = 0;

/** A track as far as the SDK can tell. */
export class FakeTrack extends EventTarget implements MediaStreamTrack {
  readonly id = `track-${++count}`;
  readonly kind: string;
  readonly label: string;
  enabled = true;
  readonly muted = false;
  contentHint = "";
  readyState: MediaStreamTrackState = "live";
  onended = null;
  onmute = null;
  onunmute = null;
  readonly #settings: MediaTrackSettings;

  constructor(kind: "audio" | "video", settings: MediaTrackSettings = {}) {
    super();
    this.kind = kind;
    this.label = `${kind} of ${settings.deviceId ?? "nowhere"}`;
    this.#settings = settings;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** What happens when the device is pulled. */
  end(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }

  getSettings(): MediaTrackSettings {
    return this.#settings;
  }

  clone(): MediaStreamTrack {
    return new FakeTrack(this.kind === "audio" ? "audio" : "video", this.#settings);
  }

  async applyConstraints(): Promise<void> {}
  getCapabilities = (): MediaTrackCapabilities => ({});
  getConstraints = (): MediaTrackConstraints => ({});
}
