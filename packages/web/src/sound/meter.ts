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

/** One context for all meters, asleep while there are none. It starts suspended until the page is touched. */
function contextFor(): AudioContext | null {
  if (typeof AudioContext === "undefined") return null;
  if (!context) {
    context = new AudioContext({ latencyHint: "playback" });
    for (const gesture of ["pointerdown", "keydown"] as const) addEventListener(gesture, () => open > 0 && wake());
  }
  return context;
}

export function createMeter(track: MediaStreamTrack): Meter {
  const audio = contextFor();
  if (!audio) return { read: () => -100, close: () => undefined };
  open++;
  wake();
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let closed = false;
  return {
    read() {
      analyser.getFloatTimeDomainData(samples);
      return decibels(samples);
    },
    close() {
      if (closed) return;
      closed = true;
      source.disconnect();
      open--;
      if (open === 0) void audio.suspend().catch(() => undefined);
    },
  };
}
