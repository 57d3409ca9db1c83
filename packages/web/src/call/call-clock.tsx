import { useEffect, useState } from "preact/hooks";
import { clock } from "../words/format.ts";
import css from "./call-clock.module.css";

/** How long one has been here. Drawn by itself each second, so that nothing else is. */
export function CallClock({ since }: { since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class={css.clock} role="timer">
      {clock(now - since)}
    </span>
  );
}
