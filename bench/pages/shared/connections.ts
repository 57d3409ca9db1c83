/**
 * Every peer connection that the page makes, whoever makes it. Imported before the library under test, so that its
 * statistics can be read alike for all of them.
 */
export const connections: RTCPeerConnection[] = [];

const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
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
