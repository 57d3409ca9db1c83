import { useLayoutEffect, useRef } from "preact/hooks";
import css from "./icon.module.css";

const drawings = new Map<string, Element>();

/** Icons come as text from the build; parsing them as XML keeps `innerHTML` out of the app. */
function drawingOf(svg: string): Node {
  let drawing = drawings.get(svg);
  if (!drawing) {
    drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    drawing.setAttribute("focusable", "false");
    drawings.set(svg, drawing);
  }
  return document.importNode(drawing, true);
}

/** A picture beside words or in a named control; never the only name of anything. `svg` is an imported `?raw` icon. */
export function Icon({ svg, small = false }: { svg: string; small?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(drawingOf(svg)), [svg]);
  return <span ref={place} class={small ? css.small : css.icon} aria-hidden="true" />;
}
