import type { IncomingMessage } from "node:http";

export interface OriginDeps {
  readonly publicUrl: string | null;
  readonly allowedOrigins: readonly string[];
  /** The host that the client asked for, trusted proxies taken into account. */
  readonly hostOf: (request: IncomingMessage) => string | undefined;
}

/**
 * Whether a page of the request's origin may talk to us. Browsers always say where a page comes from when it opens a
 * WebSocket; what says nothing is not a browser, and has no visitor to be tricked.
 */
export function createOriginCheck(deps: OriginDeps): (request: IncomingMessage) => boolean {
  const allowed = new Set(deps.allowedOrigins.map((origin) => new URL(origin).origin));
  if (deps.publicUrl !== null) allowed.add(new URL(deps.publicUrl).origin);
  return (request) => {
    const { origin } = request.headers;
    if (origin === undefined) return true;
    if (allowed.has(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const { host, protocol } = new URL(origin);
    return (protocol === "http:" || protocol === "https:") && sameHost(host, deps.hostOf(request), protocol);
  };
}

/** A URL's host leaves the scheme's own port out; a Host header may carry it. */
function sameHost(host: string, asked: string | undefined, protocol: string): boolean {
  if (asked === undefined || host === "") return false;
  const url = `${protocol}//${asked}`;
  return URL.canParse(url) && new URL(url).host === host;
}
