import { createLink, type Link, type LinkDeps } from "./link.ts";
import type { OwnSource, OwnTracks } from "./publishing.ts";

export interface WarmUpDeps extends LinkDeps {
  /** With the ICE servers of a session outside: STUN. */
  configuration(): RTCConfiguration;
  tracks(): OwnTracks;
  /** The first offer is made. */
  offered(): void;
}

/**
 * The first leg's connection, made ready before the person joins: certificate, offer, candidates. Its offer travels
 * with `join`. Nothing is sent to anybody before, and STUN learns no more than the page's request told the server.
 */
export interface WarmUp {
  /** Makes the offer unless it is made. Resolves when it is. */
  start(): Promise<void>;
  /** Begins anew, if it had begun: the network has changed, and with it the candidates. */
  renew(): void;
  replace(source: OwnSource, track: MediaStreamTrack | null): void;
  readonly link: Link | null;
  /** Hands the link over; the warm-up has nothing to do with it any more. */
  take(): Link | null;
  close(): void;
}

export function createWarmUp(deps: WarmUpDeps): WarmUp {
  let link: Link | null = null;
  let ready: Promise<void> = Promise.resolve();

  function start(): Promise<void> {
    if (!link) {
      link = createLink(deps, { configuration: deps.configuration(), tracks: deps.tracks(), people: 2 });
      ready = link.offer().then(deps.offered);
    }
    return ready;
  }

  function close(): void {
    link?.close();
    link = null;
  }

  return {
    start,
    renew() {
      if (!link) return;
      close();
      void start();
    },
    replace: (source, track) => link?.replace(source, track),
    get link() {
      return link;
    },
    take() {
      const taken = link;
      link = null;
      return taken;
    },
    close,
  };
}
