import type { OpenTransport, Transport, TransportListener } from "./transport.ts";

export interface FallbackDeps {
  /** `null` where there are no WebSockets. */
  readonly webSocket: OpenTransport | null;
  /** A part of its own, loaded when it is needed, since few networks do. */
  loadPolling(): Promise<OpenTransport>;
  /** Whether the server is there at all. */
  knock(): Promise<boolean>;
}

export interface FallbackOrder {
  readonly pollingFirst: boolean;
  readonly knockFirst: boolean;
}

/** A WebSocket; where none opens (a proxy, a certificate trusted for pages only), long polling within the same try. */
export function openWithFallback(
  { webSocket, loadPolling, knock }: FallbackDeps,
  { pollingFirst, knockFirst }: FallbackOrder,
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

  function begin(): void {
    if (pollingFirst || !webSocket) void poll();
    else tryWebSocket(webSocket);
  }

  async function knockAndBegin(): Promise<void> {
    const isThere = await knock();
    if (over) return;
    if (isThere) begin();
    else listener.lost();
  }

  if (knockFirst) void knockAndBegin();
  else begin();

  return {
    send: (text) => current?.send(text),
    close() {
      over = true;
      current?.close();
    },
  };
}
