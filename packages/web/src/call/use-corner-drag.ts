import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Box, type Corner, cornerTowards, nearestCorner, type Size } from "./arrange.ts";

/** Less movement than this is a tap, in CSS pixels. */
const tapRadius = 6;

interface Drag {
  readonly tile: RefObject<HTMLElement | null>;
  /** Off while the tile is not in a corner. */
  readonly enabled: boolean;
  readonly box: Box;
  readonly area: Size;
  readonly rtl: boolean;
  readonly corner: Signal<Corner>;
  readonly onTap: () => void;
}

/** Lets a small picture be dragged by pointer or sent by arrow keys to another corner. The finger's path is drawn without the framework. */
export function useCornerDrag(drag: Drag): void {
  const now = useRef(drag);
  now.current = drag;
  useEffect(() => {
    const tile = drag.tile.current;
    if (!tile || !drag.enabled) return;
    let start: { x: number; y: number; moved: boolean } | null = null;
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
      start = { x: event.clientX, y: event.clientY, moved: false };
      tile.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (!start) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      start.moved ||= Math.hypot(dx, dy) > tapRadius;
      if (!start.moved) return;
      const { left, top } = now.current.box;
      tile.style.transition = "none";
      tile.style.transform = `translate(${left + dx}px, ${top + dy}px)`;
    };
    const up = (event: PointerEvent) => {
      if (!start) return;
      const { box, area, rtl, corner, onTap } = now.current;
      const { moved } = start;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      start = null;
      tile.style.removeProperty("transition");
      if (event.type === "pointercancel") tile.style.transform = `translate(${box.left}px, ${box.top}px)`;
      else if (!moved) onTap();
      else {
        const target = nearestCorner(area, box.left + box.width / 2 + dx, box.top + box.height / 2 + dy, rtl);
        if (target === corner.peek()) tile.style.transform = `translate(${box.left}px, ${box.top}px)`;
        corner.value = target;
      }
    };
    const key = (event: KeyboardEvent) => {
      const { corner, rtl } = now.current;
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      corner.value = cornerTowards(corner.peek(), event.key, rtl);
    };
    tile.addEventListener("pointerdown", down);
    tile.addEventListener("pointermove", move);
    tile.addEventListener("pointerup", up);
    tile.addEventListener("pointercancel", up);
    tile.addEventListener("keydown", key);
    return () => {
      tile.removeEventListener("pointerdown", down);
      tile.removeEventListener("pointermove", move);
      tile.removeEventListener("pointerup", up);
      tile.removeEventListener("pointercancel", up);
      tile.removeEventListener("keydown", key);
    };
  }, [drag.tile, drag.enabled]);
}
