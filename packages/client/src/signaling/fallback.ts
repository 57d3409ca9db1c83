import type { OpenTransport, Transport, TransportListener } from "./transport.ts";

export interface FallbackDeps {
  /** `null` where there are no WebSockets. */
  readonly webSocket: OpenTransport | null;
  /** A part of its own, loaded when it is needed, since few networks do. */
  loadPolling(): Promise<OpenTransport>;
}

/** A WebSocket; where none opens (a proxy, a certificate trusted for pages only), long polling within the same try. */
export function openWithFallback(
  { webSocket, loadPolling }: FallbackDeps,
  pollingFirst: boolean,
  url: URL,
  listener: TransportListener,
): Transport {
  let current: Transport | null = null;
  let over = false;

  async function poll(): Promise<void> {
    try {
      const openPolling = await loadPolling();
      if (!over) current = openPolling(url, listener);
    } catch {
      if (!over) listener.lost();
    }
  }

  function tryWebSocket(open: OpenTransport): void {
    let isOpen = false;
    current = open(url, {
      ...listener,
      open() {
        isOpen = true;
        listener.open();
      },
      lost() {
        if (isOpen) listener.lost();
        else void poll();
      },
    });
  }

  if (pollingFirst || !webSocket) void poll();
  else tryWebSocket(webSocket);

  return {
    send: (text) => current?.send(text),
    close() {
      over = true;
      current?.close();
    },
  };
}
