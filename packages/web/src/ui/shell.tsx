import type { ComponentChildren } from "preact";
import { useSurroundings } from "../surroundings.ts";
import { t } from "../words/words.ts";
import { Logo } from "./logo.tsx";
import css from "./shell.module.css";

/** The frame of every page but the call. */
export function Shell(props: { children: ComponentChildren; footer?: ComponentChildren; wide?: boolean }) {
  const { base } = useSurroundings();
  return (
    <div class={`${css.shell} ${props.wide ? "" : css.plain}`}>
      <header class={css.header}>
        <a class={css.home} href={base.href} aria-label={t("app.home")}>
          <Logo />
          <span>{t("app.name")}</span>
        </a>
      </header>
      <main class={`${css.main} ${props.wide ? css.wide : ""}`}>{props.children}</main>
      {props.footer && <footer class={css.footer}>{props.footer}</footer>}
    </div>
  );
}
