import type { Middleware } from "koa";
import helmet from "koa-helmet";
import type { ClientView } from "./client.ts";

export interface SecurityHeadersDeps {
  readonly client: ClientView;
  readonly publicUrl: string | null;
}

const permissions = [
  ...[
    "autoplay",
    "camera",
    "clipboard-write",
    "display-capture",
    "fullscreen",
    "microphone",
    "picture-in-picture",
    "screen-wake-lock",
    "speaker-selection",
  ].map((feature) => `${feature}=(self)`),
  ...["geolocation", "hid", "midi", "payment", "serial", "usb"].map((feature) => `${feature}=()`),
].join(", ");

const yearInSeconds = 31_536_000;

/** What the browser may do with our pages: everything from this host, nothing from another. */
export function securityHeaders({ client, publicUrl }: SecurityHeadersDeps): Middleware {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        workerSrc: ["'self'", "blob:"],
        manifestSrc: ["'self'"],
        // Safari before 15.4 does not take 'self' to cover WebSockets (CSP Level 3, section 6.7.2.8).
        connectSrc: ["'self'", (request) => webSockets(client.host(request))],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    strictTransportSecurity: false,
  });
  const https = publicUrl?.startsWith("https:") === true;
  return (ctx, next) => {
    ctx.set("Permissions-Policy", permissions);
    // Not on a certificate of our own making, and not on a name that has plain HTTP as well.
    if (https && client.secure(ctx.req)) ctx.set("Strict-Transport-Security", `max-age=${yearInSeconds}`);
    return protect(ctx, next);
  };
}

/** The WebSocket sources of a host. Whatever a client may put into its Host header, only a host gets into ours. */
function webSockets(host: string | undefined): string {
  return host !== undefined && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)
    ? `ws://${host} wss://${host}`
    : "'self'";
}
