import type { ComponentChildren, Ref } from "preact";
import css from "./button.module.css";
import { Icon } from "./icon.tsx";

export interface ButtonProps {
  children: ComponentChildren;
  /** `primary` once per screen; `plain` has an edge; `quiet` is words alone. */
  kind?: "primary" | "plain" | "quiet";
  icon?: string;
  type?: "button" | "submit";
  busy?: boolean;
  large?: boolean;
  onClick?: (event: MouseEvent) => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  describedBy?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A busy button stays focusable and says so, but does nothing. */
export function Button(props: ButtonProps) {
  const { children, kind = "plain", icon, type = "button", busy = false, large = false, onClick } = props;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={`${css.button} ${css[kind]} ${large ? css.large : ""}`}
      aria-disabled={busy}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      onPointerEnter={props.onPointerEnter}
      onFocus={props.onFocus}
    >
      {icon && <Icon svg={icon} small />}
      <span>{children}</span>
    </button>
  );
}

/** A button that is an icon; its name is spoken and shown as a tooltip. */
export function IconButton(props: {
  icon: string;
  label: string;
  onClick: (event: MouseEvent) => void;
  bare?: boolean;
}) {
  return (
    <button
      type="button"
      class={`${css.round} ${props.bare ? css.bare : ""}`}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon svg={props.icon} small />
    </button>
  );
}

/** A link that looks like a button, for what is a place rather than a deed. */
export function ButtonLink(props: {
  href: string;
  children: ComponentChildren;
  kind?: "primary" | "plain" | "quiet";
  icon?: string;
  download?: boolean;
}) {
  const { href, children, kind = "plain", icon } = props;
  return (
    <a class={`${css.button} ${css[kind]}`} href={href} download={props.download}>
      {icon && <Icon svg={icon} small />}
      <span>{children}</span>
    </a>
  );
}
