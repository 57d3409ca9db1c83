import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { placeMenu } from "./place-menu.ts";
import css from "./popover.module.css";

/**
 * A native popover beside the control that names it in `popovertarget`. With `menu`, arrow keys walk its buttons and a
 * choice closes it.
 */
export function Popover(props: { id: string; label: string; children: ComponentChildren; menu?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const place = () => {
    const control = document.querySelector(`[popovertarget="${props.id}"]`);
    const element = box.current;
    if (!control || !element) return;
    const { left, top } = placeMenu(control.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    });
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  };
  const onToggle = (event: ToggleEvent) => {
    if (event.newState !== "open") return;
    place();
    if (props.menu) items()[0]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!props.menu || step === undefined) return;
    event.preventDefault();
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    <div
      ref={box}
      id={props.id}
      class={css.popover}
      popover="auto"
      role={props.menu ? "menu" : "dialog"}
      aria-label={props.label}
      onToggle={onToggle}
      onKeyDown={onKeyDown}
    >
      {props.children}
    </div>
  );
}
