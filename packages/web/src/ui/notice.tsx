import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";
import css from "./notice.module.css";

/** Something to know, said where it matters. `care` and `bad` differ from `plain` by icon and words, not by colour alone. */
export function Notice(props: {
  icon: string;
  tone?: "plain" | "care" | "bad";
  title?: string;
  children: ComponentChildren;
  action?: ComponentChildren;
  /** Read out at once when it appears. */
  live?: boolean;
}) {
  const { icon, tone = "plain", title, children, action } = props;
  return (
    <div class={`${css.notice} ${css[tone]}`} role={props.live ? "alert" : undefined}>
      <Icon svg={icon} small />
      <div class={css.words}>
        {title && <p class={css.title}>{title}</p>}
        <p>{children}</p>
        {action && <div class={css.action}>{action}</div>}
      </div>
    </div>
  );
}
