/** What a transport tells. After `lost` it says nothing more. */
export interface TransportListener {
  /** Packets can be sent. */
  open(): void;
  text(text: unknown): void;
  lost(): void;
}

/** Carries Socket.IO's packets as text. */
export interface Transport {
  send(text: string): void;
  /** Idempotent; the listener hears nothing of it. */
  close(): void;
}

/** `url` is the Socket.IO endpoint over http or https. */
export type OpenTransport = (url: URL, listener: TransportListener) => Transport;
