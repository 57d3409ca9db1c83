import css from "./logo.module.css";

/** Two who speak, leaning towards each other: drawn in CSS, since it is two rounded boxes. */
export function Logo() {
  return <span class={css.logo} aria-hidden="true" />;
}
