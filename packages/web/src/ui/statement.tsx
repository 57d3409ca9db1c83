import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";
import css from "./statement.module.css";
import { useFocusOnShow } from "./use-focus-on-show.ts";

/** A page that says one thing and offers the way on. */
export function Statement(props: {
  icon?: string;
  title: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  const heading = useFocusOnShow<HTMLHeadingElement>();
  return (
    <section class={css.statement}>
      {props.icon && (
        <span class={css.icon}>
          <Icon svg={props.icon} />
        </span>
      )}
      <h1 ref={heading} tabIndex={-1} class={css.title}>
        {props.title}
      </h1>
      {props.children && <div class={css.body}>{props.children}</div>}
      {props.actions && <div class={css.actions}>{props.actions}</div>}
    </section>
  );
}
