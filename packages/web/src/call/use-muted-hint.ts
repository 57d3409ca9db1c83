import type { LocalMedia } from "@confab/client";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { createSpeechEar } from "../sound/loudness.ts";
import { createMeter } from "../sound/meter.ts";

const listenEveryMs = 100;
const shownMs = 4_000;
/** Between two hints: a reminder, not a nag. */
const quietMs = 30_000;

/**
 * True for a moment when somebody speaks into a microphone that is switched off. A clone of the track, made while it
 * was on, is what listens: only its loudness is looked at, on this device, and it ends with the call.
 */
export function useMutedHint(media: LocalMedia): Signal<boolean> {
  const hint = useSignal(false);
  useEffect(() => {
    let clone: MediaStreamTrack | null = null;
    let stopListening: (() => void) | null = null;

    const hush = () => {
      stopListening?.();
      stopListening = null;
      hint.value = false;
    };
    const listen = (track: MediaStreamTrack) => {
      const meter = createMeter(track);
      const ear = createSpeechEar(listenEveryMs);
      let quietUntil = 0;
      const timer = setInterval(() => {
        const now = performance.now();
        if (now < quietUntil) {
          if (hint.peek() && now > quietUntil - quietMs + shownMs) hint.value = false;
          return;
        }
        if (!ear.heard(meter.read())) return;
        ear.forget();
        hint.value = true;
        quietUntil = now + quietMs;
      }, listenEveryMs);
      stopListening = () => {
        clearInterval(timer);
        meter.close();
      };
    };
    const follow = () => {
      const { state } = media.microphone;
      hush();
      if (state.kind === "on") {
        clone?.stop();
        clone = state.track.clone();
      } else if (state.kind === "off" && clone?.readyState === "live") {
        // The clone may have been made of a track that was being switched off.
        clone.enabled = true;
        listen(clone);
      } else {
        clone?.stop();
        clone = null;
      }
    };
    follow();
    const stop = media.microphone.on("state", follow);
    return () => {
      stop();
      hush();
      clone?.stop();
    };
  }, [media]);
  return hint;
}
