import type { IncomingMessage, Server, ServerResponse } from "node:http";

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves the local authority's certificate at `path`, in front of whatever serves this server already. Phones and
 * desktops offer to install it by its media type
 *
 */
export function serveAuthority(server: Server, path: string, authority: () => string | null): void {
  const behind = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const pem = request.url?.split("?")[0] === path ? authority() : null;
    const asks = request.method === "GET" || request.method === "HEAD";
    if (pem === null || !asks) {
      for (const listener of behind) listener.call(server, request, response);
      return;
    }
    response.writeHead(200, {
      "content-type": "application/x-x509-ca-cert",
      "content-length": Buffer.byteLength(pem),
      "content-disposition": 'attachment; filename="confab-ca.crt"',
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    response.end(request.method === "GET" ? pem : undefined);
  });
}
