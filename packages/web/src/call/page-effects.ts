import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Shortcut, shortcutOf } from "./shortcuts.ts";

/** Keeps the screen on; the lock ends whenever the page is hidden and is taken again when it is back (W3C Screen Wake Lock, section 7). */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let gone = false;
    const take = async () => {
      if (document.visibilityState !== "visible") return;
      const taken = await navigator.wakeLock?.request("screen").catch(() => null);
      if (gone) void taken?.release();
      else lock = taken ?? null;
    };
    const again = () => void take();
    again();
    document.addEventListener("visibilitychange", again);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", again);
      void lock?.release().catch(() => undefined);
    };
  }, []);
}

/** Notes whether the page fills the screen, and gives the screen back when the call is over. */
export function useFullScreen(fullScreen: Signal<boolean>): void {
  useEffect(() => {
    const look = () => {
      fullScreen.value = document.fullscreenElement !== null;
    };
    look();
    document.addEventListener("fullscreenchange", look);
    return () => {
      document.removeEventListener("fullscreenchange", look);
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    };
  }, [fullScreen]);
}

const idleMs = 3_500;

/** True while nothing has been moved, touched, pressed or focused for a while; only when `watching`. */
export function useIdle(watching: boolean): Signal<boolean> {
  const idle = useSignal(false);
  useEffect(() => {
    idle.value = false;
    if (!watching) return;
    let timer = setTimeout(() => undefined, 0);
    const stir = () => {
      idle.value = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        idle.value = true;
      }, idleMs);
    };
    const signs = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
    for (const sign of signs) addEventListener(sign, stir, { passive: true });
    stir();
    return () => {
      clearTimeout(timer);
      for (const sign of signs) removeEventListener(sign, stir);
    };
  }, [watching]);
  return idle;
}

const typingIn = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]:modal") !==
    null;

export function useShortcuts(singleKeys: Signal<boolean>, run: (shortcut: Shortcut) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
      const typing = event.defaultPrevented || typingIn(target);
      const shortcut = shortcutOf({ key, ctrlKey, metaKey, altKey, repeat, typing }, singleKeys.peek());
      if (!shortcut) return;
      event.preventDefault();
      run(shortcut);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [singleKeys, run]);
}
