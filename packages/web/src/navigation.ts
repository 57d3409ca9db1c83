import { type ReadonlySignal, signal } from "@preact/signals";
import { type Route, routeOf } from "./routes.ts";

const current = signal<Route>({ page: "unknown" });

/** What the address bar asks for. */
export const route: ReadonlySignal<Route> = current;

/** The nearest link that this app can follow without loading a page, for a plain left click. */
function linkOf(event: MouseEvent, base: URL): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.target !== "" || link.hasAttribute("download")) return null;
  return link.href.startsWith(base.href) ? link : null;
}

/** Reads the address now and whenever it changes. */
export function startNavigation(base: URL): { go: (href: string) => void } {
  const read = () => {
    current.value = routeOf(new URL(location.href), base);
  };
  const go = (href: string) => {
    history.pushState(null, "", new URL(href, base));
    read();
    scrollTo(0, 0);
  };
  addEventListener("popstate", read);
  document.addEventListener("click", (event) => {
    const link = linkOf(event, base);
    if (!link) return;
    event.preventDefault();
    go(link.href);
  });
  read();
  return { go };
}
