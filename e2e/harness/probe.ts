/**
 * What a page is asked about its media. The functions here are sent to the page as source, so each must stand alone:
 * no imports, nothing from this module's scope but types.
 */

export interface ConnectionReport {
  /** Counts the page's peer connections from 1, closed ones included, so that a rebuilt leg shows. */
  readonly id: number;
  readonly state: RTCPeerConnectionState;
  readonly configuredTransport: string;
  readonly pair: { readonly local: string; readonly remote: string } | null;
  readonly video: {
    readonly framesDecoded: number;
    readonly framesSent: number;
    readonly framesCaptured: number;
    readonly packetsLost: number;
    readonly packetsReceived: number;
  };
  readonly audio: {
    readonly energy: number;
    readonly samples: number;
    readonly concealed: number;
    readonly packetsLost: number;
    readonly packetsReceived: number;
  };
}

export interface PictureReport {
  /** `own` pictures show what this page captures. */
  readonly whose: "own" | "remote";
  readonly width: number;
  readonly height: number;
  /** The box is not empty and the point at its centre is the picture, not something over it. */
  readonly uncovered: boolean;
  /** Age of the newest frame in ms; infinite before the first. */
  readonly frameAgeMs: number;
  /** Changes when the picture does. */
  readonly fingerprint: number;
}

export interface SoundReport {
  /** Elements that play remote audio: not paused, not muted, with a volume, with a live track. */
  readonly audible: number;
  /** Elements that hold remote audio but do not play it. */
  readonly silent: number;
}

export interface OutageSample {
  readonly atMs: number;
  readonly decoded: readonly { readonly id: number; readonly frames: number }[];
  /** Frames that this page's own camera has given so far: a starved machine shows here too, an outage does not. */
  readonly captured: number;
}

export interface Probe {
  connections(): Promise<ConnectionReport[]>;
  pictures(): PictureReport[];
  sound(): SoundReport;
  /** Local tracks, as the page got them from `getUserMedia`, that have not ended. */
  liveTracks(): { kind: string; enabled: boolean; label: string }[];
  /** Takes a sample of the decoded frames of each open connection every `everyMs`. */
  startSampling(everyMs: number): void;
  stopSampling(): OutageSample[];
}

declare global {
  interface Window {
    confabProbe: Probe;
  }
}

export interface ProbeOptions {
  /** Sets every connection's ICE policy to this whatever the page says. */
  readonly forceTransport?: "relay";
}

/** Installed before any script of the page: notes its peer connections, captured tracks and media elements. */
export function installProbe(options: ProbeOptions): void {
  const connections: { id: number; pc: RTCPeerConnection }[] = [];
  const captured: MediaStreamTrack[] = [];
  const elements = new Set<HTMLMediaElement>();
  const lastFrame = new WeakMap<HTMLVideoElement, number>();

  const withPolicy = (config: RTCConfiguration | undefined): RTCConfiguration | undefined =>
    options.forceTransport ? { ...config, iceTransportPolicy: options.forceTransport } : config;

  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(config?: RTCConfiguration) {
      super(withPolicy(config));
      connections.push({ id: connections.length + 1, pc: this });
    }
    override setConfiguration(config: RTCConfiguration): void {
      super.setConfiguration(withPolicy(config) ?? {});
    }
  };

  if (navigator.mediaDevices) {
    const native = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await native(constraints);
      captured.push(...stream.getTracks());
      return stream;
    };
  }

  // Kept here, since a test may take it away from the page.
  const onFrame = HTMLVideoElement.prototype.requestVideoFrameCallback;
  const watchFrames = (video: HTMLVideoElement): void => {
    if (lastFrame.has(video)) return;
    lastFrame.set(video, Number.NEGATIVE_INFINITY);
    const seen = (): void => {
      lastFrame.set(video, performance.now());
      onFrame.call(video, seen);
    };
    onFrame.call(video, seen);
  };

  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  if (source?.get && source.set) {
    const { get, set } = source;
    Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
      ...source,
      get(this: HTMLMediaElement) {
        return get.call(this);
      },
      set(this: HTMLMediaElement, value: MediaProvider | null) {
        elements.add(this);
        if (this instanceof HTMLVideoElement) watchFrames(this);
        set.call(this, value);
      },
    });
  }

  const remoteTracks = (): Set<MediaStreamTrack> =>
    new Set(connections.flatMap(({ pc }) => pc.getReceivers().map((receiver) => receiver.track)));
  const tracksOf = (element: HTMLMediaElement): MediaStreamTrack[] =>
    element.srcObject instanceof MediaStream ? element.srcObject.getTracks() : [];

  const canvas = document.createElement("canvas");
  canvas.width = 32;
  canvas.height = 18;
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  const fingerprint = (video: HTMLVideoElement): number => {
    if (!drawing || video.videoWidth === 0) return 0;
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (const value of drawing.getImageData(0, 0, canvas.width, canvas.height).data)
      sum = (sum * 31 + value) % 1_000_003;
    return sum;
  };

  const uncovered = (video: HTMLVideoElement): boolean => {
    const box = video.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return false;
    return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === video;
  };

  type Entry = Readonly<Record<string, unknown>>;
  const text = (entry: Entry | undefined, field: string): string => String(entry?.[field] ?? "unknown");
  const number = (entry: Entry, field: string): number => Number(entry[field] ?? 0);

  const entriesOf = async (pc: RTCPeerConnection): Promise<Map<string, Entry>> => {
    const entries = new Map<string, Entry>();
    (await pc.getStats()).forEach((entry: Entry, id: string) => {
      entries.set(id, entry);
    });
    return entries;
  };

  const pairOf = (entries: Map<string, Entry>): ConnectionReport["pair"] => {
    const all = [...entries.values()];
    const transport = all.find((entry) => text(entry, "type") === "transport");
    const pair =
      entries.get(text(transport, "selectedCandidatePairId")) ??
      // Firefox has no transport entry with the pair's id but marks the pair itself.
      all.find((entry) => text(entry, "type") === "candidate-pair" && text(entry, "selected") === "true");
    if (!pair) return null;
    const typeOf = (end: string): string => text(entries.get(text(pair, end)), "candidateType");
    return { local: typeOf("localCandidateId"), remote: typeOf("remoteCandidateId") };
  };

  const report = async (id: number, pc: RTCPeerConnection): Promise<ConnectionReport> => {
    const entries = await entriesOf(pc);
    const sum = (type: string, kind: string, field: string): number =>
      [...entries.values()]
        .filter((entry) => text(entry, "type") === type && text(entry, "kind") === kind)
        .reduce((total, entry) => total + number(entry, field), 0);
    return {
      id,
      state: pc.connectionState,
      configuredTransport: pc.getConfiguration().iceTransportPolicy ?? "all",
      pair: pairOf(entries),
      video: {
        framesDecoded: sum("inbound-rtp", "video", "framesDecoded"),
        framesSent: sum("outbound-rtp", "video", "framesSent"),
        framesCaptured: sum("media-source", "video", "frames"),
        packetsLost: sum("inbound-rtp", "video", "packetsLost"),
        packetsReceived: sum("inbound-rtp", "video", "packetsReceived"),
      },
      audio: {
        energy: sum("inbound-rtp", "audio", "totalAudioEnergy"),
        samples: sum("inbound-rtp", "audio", "totalSamplesReceived"),
        concealed: sum("inbound-rtp", "audio", "concealedSamples"),
        packetsLost: sum("inbound-rtp", "audio", "packetsLost"),
        packetsReceived: sum("inbound-rtp", "audio", "packetsReceived"),
      },
    };
  };

  const open = (): typeof connections => connections.filter(({ pc }) => pc.signalingState !== "closed");

  let samples: OutageSample[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;

  window.confabProbe = {
    connections: () => Promise.all(open().map(({ id, pc }) => report(id, pc))),

    pictures() {
      const remote = remoteTracks();
      const found: PictureReport[] = [];
      for (const video of document.querySelectorAll("video")) {
        const track = tracksOf(video).find(({ kind }) => kind === "video");
        if (!track) continue;
        watchFrames(video);
        const last = lastFrame.get(video) ?? Number.NEGATIVE_INFINITY;
        found.push({
          whose: remote.has(track) ? "remote" : "own",
          width: video.videoWidth,
          height: video.videoHeight,
          uncovered: uncovered(video),
          frameAgeMs: Math.min(performance.now() - last, 1e9),
          fingerprint: fingerprint(video),
        });
      }
      return found;
    },

    sound() {
      const remote = remoteTracks();
      let audible = 0;
      let silent = 0;
      for (const element of elements) {
        const track = tracksOf(element).find((one) => one.kind === "audio" && remote.has(one));
        if (!track) continue;
        const plays = !element.paused && !element.muted && element.volume > 0 && track.readyState === "live";
        if (plays) audible += 1;
        else silent += 1;
      }
      return { audible, silent };
    },

    liveTracks: () =>
      captured
        .filter(({ readyState }) => readyState === "live")
        .map(({ kind, enabled, label }) => ({ kind, enabled, label })),

    startSampling(everyMs) {
      samples = [];
      const take = async (): Promise<void> => {
        const atMs = performance.now();
        const reports = await Promise.all(open().map(({ id, pc }) => report(id, pc)));
        samples.push({
          atMs,
          decoded: reports.map(({ id, video }) => ({ id, frames: video.framesDecoded })),
          captured: reports[0]?.video.framesCaptured ?? 0,
        });
      };
      timer = setInterval(() => void take(), everyMs);
    },

    stopSampling() {
      clearInterval(timer);
      return samples;
    },
  };
}
