import type { Clock } from "../clock.ts";
import type { PeerConnection, Stats } from "./peer-connection.ts";

/** From this silence on the statistics are asked too, in ms: they are dearer than the receivers' own note of their last packet. */
const askStatsAfterMs = 400;

/** Tells whether anything arrives on a connection. */
export interface Flow {
  /** Looks again; call it a few times a second. */
  look(): void;
  /** Time since the last look that saw something new, in ms, as far as looks tell. */
  silentMs(): number;
  /** Counts the silence from now. */
  reset(): void;
}

export function createFlow(connection: PeerConnection, clock: Clock): Flow {
  let lastArrival = clock.now();
  let lastTimestamp = 0;
  let lastPackets: number | null = null;
  let asking = false;

  async function askStats(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      const packets = packetsReceived(await connection.getStats());
      if (lastPackets !== null && packets > lastPackets) lastArrival = clock.now();
      lastPackets = packets;
    } catch {
      // The connection was closed meanwhile.
    } finally {
      asking = false;
    }
  }

  return {
    look() {
      const newest = Math.max(
        0,
        ...connection
          .getTransceivers()
          .flatMap(({ receiver }) => receiver.getSynchronizationSources?.() ?? [])
          .map(({ timestamp }) => timestamp),
      );
      if (newest > lastTimestamp) {
        lastTimestamp = newest;
        lastArrival = clock.now();
      } else if (clock.now() - lastArrival >= askStatsAfterMs) {
        void askStats();
      }
    },
    silentMs: () => clock.now() - lastArrival,
    reset() {
      lastArrival = clock.now();
    },
  };
}

/** Packets of any kind on the transport; where a browser has no such figure (Firefox), those of the tracks. */
export function packetsReceived(stats: Stats): number {
  let transport: number | null = null;
  let tracks = 0;
  stats.forEach(({ type, packetsReceived: packets }) => {
    if (typeof packets !== "number") return;
    if (type === "transport") transport = (transport ?? 0) + packets;
    else if (type === "inbound-rtp") tracks += packets;
  });
  return transport ?? tracks;
}
