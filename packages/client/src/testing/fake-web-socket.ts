import type { WebSocketLike } from "../signaling/websocket.ts";

/** A browser's WebSocket; the test is the server. */
export class FakeWebSocket implements WebSocketLike {
  readonly OPEN = 1 as const;
  readyState: WebSocketLike["readyState"] = 0;
  onclose: WebSocketLike["onclose"] = null;
  onmessage: WebSocketLike["onmessage"] = null;
  readonly url: URL;
  readonly sent: string[] = [];

  constructor(url: URL) {
    this.url = url;
  }

  /** As a browser does, throws before the socket is open. */
  send(data: string): void {
    if (this.readyState === 0) throw new DOMException("Still connecting", "InvalidStateError");
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  say(data: unknown): void {
    this.readyState = 1;
    this.onmessage?.call(this as unknown as WebSocket, new MessageEvent("message", { data }));
  }

  lose(): void {
    this.readyState = 3;
    this.onclose?.call(this as unknown as WebSocket, new Event("close") as CloseEvent);
  }
}
