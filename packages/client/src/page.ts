import type { Unsubscribe } from "./api.ts";

/** What the surrounding page tells; passed in. */
export interface Page {
  /** The network is back or has changed. */
  onNetwork(listener: () => void): Unsubscribe;
  /** The page has come to the front or back from the back-forward cache: timers may have slept. */
  onWake(listener: () => void): Unsubscribe;
  /** The page goes for good (a reload or another page). Never called for a mere switch of apps. */
  onUnload(listener: () => void): Unsubscribe;
}

function listen(
  target: EventTarget | undefined,
  type: string,
  listener: (event: Event) => void,
): Unsubscribe {
  target?.addEventListener(type, listener);
  return () => target?.removeEventListener(type, listener);
}

type Information = EventTarget & { readonly type?: unknown };

/**
 * Calls the listener when the kind of network changes. `change` also fires for every new estimate of the line's speed.
 * Only Chromium has `navigator.connection` (Network Information API, a WICG draft), and on desktops it lacks the
 * kind; elsewhere `online` and the stall of a leg must do.
 */
function onKindOfNetwork(listener: () => void): Unsubscribe {
  const { connection } = navigator as Navigator & { readonly connection?: Information };
  let kind = connection?.type;
  return listen(connection, "change", () => {
    if (connection?.type === kind) return;
    kind = connection?.type;
    listener();
  });
}

const both = (first: Unsubscribe, second: Unsubscribe): Unsubscribe => {
  return () => {
    first();
    second();
  };
};

export const browserPage: Page = {
  onNetwork: (listener) => both(listen(window, "online", listener), onKindOfNetwork(listener)),
  onWake: (listener) =>
    both(
      listen(document, "visibilitychange", () => {
        if (document.visibilityState === "visible") listener();
      }),
      listen(window, "pageshow", (event) => {
        if (event instanceof PageTransitionEvent && event.persisted) listener();
      }),
    ),
  // WHATWG HTML: `persisted` tells a page that may come back (back-forward cache, iOS switching apps) from one that goes.
  onUnload: (listener) =>
    listen(window, "pagehide", (event) => {
      if (event instanceof PageTransitionEvent && !event.persisted) listener();
    }),
};
