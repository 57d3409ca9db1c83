import { effect, signal } from "@preact/signals";
import type { Settings } from "./state/settings.ts";

const paper = { light: "#faf6ef", dark: "#171310" };

/** Keeps the page in the theme chosen, or in the system's; the browser's own frame follows. */
export function followTheme({ theme }: Settings): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = signal(dark.matches);
  dark.addEventListener("change", () => {
    system.value = dark.matches;
  });
  effect(() => {
    const now = theme.value === "system" ? (system.value ? "dark" : "light") : theme.value;
    document.documentElement.setAttribute("data-theme", now);
    document.querySelector("meta[name=theme-color]")?.setAttribute("content", paper[now]);
  });
}
