import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { placeMenu } from "./place-menu.ts";
import css from "./popover.module.css";

function place(box: HTMLElement): void {
  const control = document.querySelector(`[popovertarget="${box.id}"]`);
  if (!control) return;
  const { left, top } = placeMenu(control.getBoundingClientRect(), box.getBoundingClientRect(), {
    width: document.documentElement.clientWidth,
    height: document.documentElement.clientHeight,
  });
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/** Puts a native popover beside the control that names it in `popovertarget`, each time it opens. */
function usePlacedPopover(onOpen?: (box: HTMLElement) => void): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const toggled = (event: ToggleEvent) => {
      if (event.newState !== "open") return;
      place(box);
      onOpen?.(box);
    };
    box.addEventListener("toggle", toggled);
    return () => box.removeEventListener("toggle", toggled);
  }, []);
  return ref;
}

/** Something to read beside its control. */
export function Bubble({ id, label, children }: { id: string; label: string; children: ComponentChildren }) {
  const box = usePlacedPopover();
  return (
    <section ref={box} id={id} class={css.popover} popover="auto" data-themed="" aria-label={label}>
      {children}
    </section>
  );
}

const itemsOf = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>("[role=menuitem]")];

/** A menu of `MenuItem`s: arrow keys walk it, and a choice closes it. */
export function Menu({ id, label, children }: { id: string; label: string; children: ComponentChildren }) {
  const box = usePlacedPopover((opened) => itemsOf(opened)[0]?.focus());
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !box.current) return;
    event.preventDefault();
    const items = itemsOf(box.current);
    const at = items.findIndex((item) => item.contains(document.activeElement));
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <div
      ref={box}
      id={id}
      class={css.popover}
      popover="auto"
      data-themed=""
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={walk}
    >
      {children}
    </div>
  );
}
