/** A server under test. */
export interface RunningServer {
  readonly pid: number;
  /** Base URL on this machine's loopback, ending in a slash. */
  readonly url: string;
  /** Base URL by another address of this machine; only where the server was started `everywhere`. */
  urlFrom(address: string): string;
  /** Collects garbage and tells what is still in use, in bytes; needs `probe` at the start. */
  memory(): Promise<{ readonly heapUsed: number; readonly external: number; readonly rss: number }>;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly root: string;
  readonly cache: string;
  /** Loads the memory probe. */
  readonly probe: boolean;
  /** Listens on all addresses too, not on loopback alone. */
  readonly everywhere?: boolean;
  /** Confab's data directory, which outlives the server; by default one that goes with it. */
  readonly dataDir?: string;
  /** Other origins whose pages connect. */
  readonly origins?: readonly string[];
}
