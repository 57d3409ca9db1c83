import { useEffect, useRef } from "preact/hooks";
import css from "./level-bars.module.css";
import { meterLevel } from "./loudness.ts";
import { createMeter } from "./meter.ts";

const readEveryMs = 60;

/** Five bars that move when one speaks, so that one sees the microphone works. Read out as a name only. */
export function LevelBars({ track, label }: { track: MediaStreamTrack; label: string }) {
  const bars = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const meter = createMeter(track);
    let level = 0;
    const timer = setInterval(() => {
      // Falls slower than it rises, as meters do, so that short words can be seen.
      level = Math.max(meterLevel(meter.read()), level * 0.82);
      bars.current?.style.setProperty("--level", level.toFixed(2));
    }, readEveryMs);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [track]);
  return (
    <span ref={bars} class={css.bars} role="img" aria-label={label}>
      <i />
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}
