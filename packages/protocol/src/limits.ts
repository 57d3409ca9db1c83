/** Sizes and rates that both sides keep. Text lengths count UTF-16 code units, as `String.length` does. */
export const limits = {
  /** Largest message on the socket, in bytes. A larger one closes the connection. */
  messageBytes: 65_536,
  roomName: 64,
  participantName: 64,
  /** Longest client name in the handshake, such as `confab-client/0.1.0`. */
  clientName: 64,
  /** Longest session description; Chromium's with every codec is about 8 000. */
  sdp: 32_768,
  candidate: 512,
  candidatesPerSignal: 32,
  /** Media sections that one description may map to sources. */
  tracksPerLeg: 8,
  /** Highest leg generation and participant life; both start at 1. */
  counter: 1_000_000,
  /** Token bucket of one session: requests at once, and requests per second that refill it. */
  requestBurst: 100,
  requestsPerSecond: 30,
  /** A connection that has been silent for so long is dead, in ms. */
  livenessMs: 10_000,
  /** Time between two beats of the server, in ms. */
  beatMs: 5_000,
  /** A participant without a live connection is shown as away after this, in ms... */
  awayAfterMs: 10_000,
  /** ...folded out of the stage after this, in ms, counted like the one above from the last sign of life... */
  foldAfterMs: 20_000,
  /** ...and loses the seat after this, in ms; a mode's policy may be more generous. */
  seatGraceMs: 120_000,
  /** A page that said it is being unloaded has this long to come back before its seat is given up, in ms. */
  unloadGraceMs: 10_000,
  /** A request without an answer has failed after this, in ms. */
  requestTimeoutMs: 8_000,
} as const;
