/** First try after at most this, in ms: most cuts are over at once (traps of Socket.IO's default of 1 s ± 50 %). */
const firstMs = 100;
const baseMs = 200;
/** Low enough that a seat is had again within 3 s of the server's return, even after a minute... */
const capMs = 2_000;
/** ...and higher once so many tries have failed that nobody is likely to wait in front of the screen. */
const patientAfter = 100;
const patientCapMs = 10_000;

/**
 * How long to wait before try number `attempt` (from 1), in ms. `random` is at least 0 and less than 1; it spreads the
 * clients of a restarted server.
 */
export function backoff(attempt: number, random: number): number {
  if (attempt <= 1) return random * firstMs;
  const cap = attempt > patientAfter ? patientCapMs : capMs;
  const longest = Math.min(cap, baseMs * 2 ** Math.min(attempt - 2, 10));
  return longest * (0.5 + random / 2);
}
