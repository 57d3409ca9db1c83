/**
 * Every peer connection that the page makes, whoever makes it. Imported before the library under test, so that its
 * statistics can be read alike for all of them.
 */
export const connections: RTCPeerConnection[] = [];

/** When the last of them was first connected, by `performance.now()`: the ICE path alone, and with DTLS. */
export const connectedAt: { ice: number | null; dtls: number | null } = { ice: null, dtls: null };

const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
    const iceConnected = (): void => {
      if (this.iceConnectionState !== "connected") return;
      connectedAt.ice = performance.now();
      this.removeEventListener("iceconnectionstatechange", iceConnected);
    };
    const connected = (): void => {
      if (this.connectionState !== "connected") return;
      connectedAt.dtls = performance.now();
      this.removeEventListener("connectionstatechange", connected);
    };
    this.addEventListener("iceconnectionstatechange", iceConnected);
    this.addEventListener("connectionstatechange", connected);
  }
};

/** Sums a field over all inbound audio streams of the page. */
export async function inboundAudio(field: string): Promise<number> {
  let sum = 0;
  for (const connection of connections) {
    if (connection.signalingState === "closed") continue;
    for (const report of (await connection.getStats()).values()) {
      if (report.type === "inbound-rtp" && report.kind === "audio") sum += Number(report[field] ?? 0);
    }
  }
  return sum;
}
