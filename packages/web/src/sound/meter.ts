import { decibels } from "./loudness.ts";

/** Reads how loud a track is, here on this device only; nothing is recorded or sent. */
export interface Meter {
  /** dBFS over the last 20 ms or so; -100 while the browser holds sound processing back. */
  read(): number;
  close(): void;
}

let context: AudioContext | null = null;
let open = 0;

function wake(): void {
  void context?.resume().catch(() => undefined);
}

/** One context for all meters, asleep while there are none. `null` before the page was touched: it could not start, and would complain. */
function contextNow(): AudioContext | null {
  if (typeof AudioContext === "undefined") return null;
  if (navigator.userActivation?.hasBeenActive === false) return null;
  context ??= new AudioContext({ latencyHint: "playback" });
  return context;
}

interface Ear {
  readonly source: AudioNode;
  readonly analyser: AnalyserNode;
  readonly samples: Float32Array<ArrayBuffer>;
}

function createEar(audio: AudioContext, track: MediaStreamTrack): Ear {
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  open++;
  wake();
  return { source, analyser, samples: new Float32Array(analyser.fftSize) };
}

export function createMeter(track: MediaStreamTrack): Meter {
  let ear: Ear | null = null;
  let closed = false;
  return {
    read() {
      if (closed) return -100;
      if (!ear) {
        const audio = contextNow();
        if (!audio) return -100;
        ear = createEar(audio, track);
      }
      ear.analyser.getFloatTimeDomainData(ear.samples);
      return decibels(ear.samples);
    },
    close() {
      closed = true;
      if (!ear) return;
      ear.source.disconnect();
      ear = null;
      open--;
      if (open === 0) void context?.suspend().catch(() => undefined);
    },
  };
}
