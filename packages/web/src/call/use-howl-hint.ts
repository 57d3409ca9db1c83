import type { LocalMedia, RemoteParticipant } from "@confab/client";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { howlWindow, soundsLikeOneRoom } from "../sound/howl.ts";
import { createMeter } from "../sound/meter.ts";
import { useStateOf } from "../state/follow.ts";

const readEveryMs = 100;
/** Devices side by side are noticed when the second one comes in; later it is not worth the work of listening. */
const watchMs = 45_000;

/** True when this device and another of the call seem to stand in one room. Compares loudness only, on this device only. */
export function useHowlHint(
  media: LocalMedia,
  people: readonly RemoteParticipant[],
  silent: boolean,
): Signal<boolean> {
  const hint = useSignal(false);
  const microphone = useStateOf(media.microphone).value;
  const mine = microphone.kind === "on" ? microphone.track : null;
  const newest = people.findLast(({ tracks }) => tracks.has("microphone"));
  const theirs = newest?.tracks.get("microphone")?.track ?? null;
  useEffect(() => {
    if (!mine || !theirs || silent) return;
    const meters = [createMeter(mine), createMeter(theirs)] as const;
    const heard: readonly [number[], number[]] = [[], []];
    let count = 0;
    const timer = setInterval(() => {
      for (const at of [0, 1] as const) {
        heard[at].push(meters[at].read());
        if (heard[at].length > howlWindow.readings) heard[at].shift();
      }
      count++;
      if (count % 10 === 0 && soundsLikeOneRoom(...heard)) {
        hint.value = true;
        end();
      } else if (count * readEveryMs > watchMs) end();
    }, readEveryMs);
    const end = () => {
      clearInterval(timer);
      for (const meter of meters) meter.close();
    };
    return end;
  }, [mine, theirs, silent]);
  return hint;
}
