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

/** Only Chromium has `navigator.connection` (Network Information API, a WICG draft); elsewhere `online` must do. */
function networkInformation(): EventTarget | undefined {
  const { connection } = navigator as Navigator & { connection?: unknown };
  return connection instanceof EventTarget ? connection : undefined;
}

const both = (first: Unsubscribe, second: Unsubscribe): Unsubscribe => {
  return () => {
    first();
    second();
  };
};

export const browserPage: Page = {
  onNetwork: (listener) =>
    both(listen(window, "online", listener), listen(networkInformation(), "change", listener)),
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
