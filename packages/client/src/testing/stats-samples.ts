import type { StatsEntry } from "../legs/peer-connection.ts";

const report = (entries: readonly StatsEntry[]): Map<string, StatsEntry> =>
  new Map(entries.map((entry) => [entry.id, entry]));

/** The parts of a report of Chromium 156 on a relayed leg; `seconds` into the call. */
export function chromiumReport(seconds: number, changes: { lost?: number; concealed?: number } = {}) {
  const timestamp = 1_000_000 + seconds * 1_000;
  return report([
    {
      id: "T01",
      type: "transport",
      timestamp,
      packetsReceived: 150 * seconds,
      selectedCandidatePairId: "CP2",
    },
    { id: "CP1", type: "candidate-pair", timestamp, localCandidateId: "I1", remoteCandidateId: "I3" },
    {
      id: "CP2",
      type: "candidate-pair",
      timestamp,
      localCandidateId: "I2",
      remoteCandidateId: "I3",
      currentRoundTripTime: 0.042,
    },
    { id: "I1", type: "local-candidate", timestamp, candidateType: "host" },
    { id: "I2", type: "local-candidate", timestamp, candidateType: "relay", relayProtocol: "tls" },
    { id: "I3", type: "remote-candidate", timestamp, candidateType: "prflx" },
    {
      id: "IA",
      type: "inbound-rtp",
      kind: "audio",
      timestamp,
      bytesReceived: 4_000 * seconds,
      packetsReceived: 50 * seconds,
      packetsLost: changes.lost ?? 0,
      jitter: 0.004,
      totalSamplesReceived: 48_000 * seconds,
      concealedSamples: changes.concealed ?? 0,
    },
    {
      id: "IV",
      type: "inbound-rtp",
      kind: "video",
      timestamp,
      bytesReceived: 96_000 * seconds,
      packetsReceived: 100 * seconds,
      packetsLost: 0,
      framesDecoded: 30 * seconds,
      frameWidth: 1280,
      jitter: 0.003,
    },
    { id: "OA", type: "outbound-rtp", kind: "audio", timestamp, bytesSent: 4_000 * seconds },
    {
      id: "OV",
      type: "outbound-rtp",
      kind: "video",
      timestamp,
      bytesSent: 121_000 * seconds,
      framesEncoded: 25 * seconds,
      frameWidth: 640,
    },
  ]);
}

/** The same of Firefox on a direct leg: no relay protocol, no packets on the transport. */
export function firefoxReport() {
  const timestamp = 1_000_000;
  return report([
    { id: "t", type: "transport", timestamp },
    {
      id: "cp",
      type: "candidate-pair",
      timestamp,
      selected: true,
      currentRoundTripTime: 0.003,
      localCandidateId: "lc",
      remoteCandidateId: "rc",
    },
    { id: "lc", type: "local-candidate", timestamp, candidateType: "relay" },
    { id: "rc", type: "remote-candidate", timestamp, candidateType: "host" },
    { id: "in", type: "inbound-rtp", kind: "audio", timestamp, packetsReceived: 7, jitter: 0.007 },
    { id: "iv", type: "inbound-rtp", kind: "video", timestamp, packetsReceived: 5 },
  ]);
}
