/** A server under test. */
export interface RunningServer {
  readonly pid: number;
  /** Base URL as reached from this machine, ending in a slash. */
  readonly url: string;
  /** Collects garbage and tells what is still in use, in bytes; needs `probe` at the start. */
  memory(): Promise<{ readonly heapUsed: number; readonly external: number; readonly rss: number }>;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly root: string;
  readonly cache: string;
  /** Address to listen on. */
  readonly host: string;
  /** Loads the memory probe. */
  readonly probe: boolean;
}
