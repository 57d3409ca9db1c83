/** What a page is told in its address. */
export interface PageParameters {
  /** `camera` sends what the browser's camera shows, `clock` a canvas with the time painted into it. */
  readonly picture: "camera" | "clock";
  /** Base URL of the side's server, ending in a slash. */
  readonly server: string;
  readonly room: string;
  /** Confab's invite key. */
  readonly key: string;
  /** PeerJS: the id of this page, and whom to call. */
  readonly me: string;
  readonly other: string;
}

/** The first decoded remote frame: ms after the click, and its width in pixels; and when ICE and DTLS were done. */
export interface FirstFrame {
  readonly ms: number;
  readonly iceMs: number | null;
  readonly dtlsMs: number | null;
  readonly width: number;
}

/** `window.bench`: what a page tells the bench. */
export interface PageReport {
  /** Set when the page has failed. */
  readonly error: string | null;
  /** True once this page is where another can join it. */
  readonly waiting: boolean;
  readonly firstFrame: FirstFrame | null;
  /** Width of the last remote frame. */
  readonly width: number;
  /** Remote frames shown so far. */
  readonly frames: number;
  /** Age of each remote frame when it was shown, in ms; only with the picture `clock`. */
  readonly ages: readonly number[];
  /** Peer connection states and the like, for the log of a failed run. */
  describe(): string;
  /** Audio samples received so far, and how many of them were made up. */
  audio(): Promise<{ readonly total: number; readonly concealed: number }>;
}

declare global {
  interface Window {
    bench: PageReport;
    /** The bare pair of two pages: hands a message to the other page. Given by the bench. */
    benchSend?: (message: string) => Promise<void>;
    /** The bare pair of two pages: takes a message of the other page. */
    benchReceive?: (message: string) => Promise<void>;
  }
}
