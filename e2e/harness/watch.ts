import type { BrowserContext } from "@playwright/test";

/** What went wrong in a browser without a test having looked for it. */
export interface Watch {
  /** Console errors and uncaught exceptions, content security violations among them. */
  readonly errors: string[];
  /** Requests to any host but the ones allowed. */
  readonly strangers: string[];
}

/** Notes every console error, page error and request to another host in all pages of a context. */
export function watch(context: BrowserContext, hosts: readonly string[]): Watch {
  const errors: string[] = [];
  const strangers: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("request", (request) => {
    const url = new URL(request.url());
    const elsewhere =
      ["http:", "https:", "ws:", "wss:"].includes(url.protocol) && !hosts.includes(url.hostname);
    if (elsewhere) strangers.push(request.url());
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      if (!hosts.includes(new URL(socket.url()).hostname)) strangers.push(socket.url());
    });
  });
  return { errors, strangers };
}
