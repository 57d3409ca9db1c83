import { useEffect } from "preact/hooks";

/** Warms up once the page was touched and `ready`: whoever touches the page with the camera on means to join. */
export function useWarmUp(ready: boolean, warmUp: () => void): void {
  useEffect(() => {
    if (!ready) return;
    if (navigator.userActivation?.hasBeenActive) {
      warmUp();
      return;
    }
    const once = { once: true, passive: true };
    addEventListener("pointerdown", warmUp, once);
    addEventListener("keydown", warmUp, once);
    return () => {
      removeEventListener("pointerdown", warmUp);
      removeEventListener("keydown", warmUp);
    };
  }, [ready, warmUp]);
}
