import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Moves focus to a heading when its page or state appears, so that it is read out and Tab goes on from there. */
export function useFocusOnShow<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return place;
}
