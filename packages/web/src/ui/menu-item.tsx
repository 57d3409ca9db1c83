import { Icon } from "./icon.tsx";
import css from "./menu-item.module.css";

/** A line of a menu; choosing it closes the menu first, so that focus is free to go elsewhere. */
export function MenuItem(props: { icon: string; label: string; hint?: string; onChoose: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class={css.item}
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
        props.onChoose();
      }}
    >
      <Icon svg={props.icon} small />
      <span>{props.label}</span>
      {props.hint && (
        <span class={css.hint} aria-hidden="true">
          {props.hint}
        </span>
      )}
    </button>
  );
}
