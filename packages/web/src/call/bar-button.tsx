import { Icon } from "../ui/icon.tsx";
import css from "./bar-button.module.css";

/** One control of the call: an icon with its word under it, or its word as name and tooltip where there is no room. */
export function BarButton(props: {
  icon: string;
  label: string;
  onClick?: () => void;
  /** Drawn inverted: the source is off. */
  off?: boolean;
  leave?: boolean;
  /** Shown as pressed while what it opens is open. */
  open?: boolean;
  opens?: string;
  count?: number;
  hint?: string;
  className?: string;
}) {
  const { icon, label, off, leave, open, opens, count, hint } = props;
  return (
    <button
      type="button"
      class={`${css.control} ${off ? css.off : ""} ${leave ? css.leave : ""} ${props.className ?? ""}`}
      aria-expanded={open}
      aria-keyshortcuts={hint}
      popovertarget={opens}
      title={hint ? `${label} (${hint})` : label}
      onClick={props.onClick}
    >
      <span class={css.disc}>
        <Icon svg={icon} />
        {count !== undefined && (
          <span class={css.count} aria-hidden="true">
            {count}
          </span>
        )}
      </span>
      <span class={css.word}>{label}</span>
    </button>
  );
}
