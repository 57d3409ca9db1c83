import type { LegPath } from "../api.ts";
import type { Stats, StatsEntry } from "../legs/peer-connection.ts";

/** The figures of one report that matter, unrated. `null` is "this browser does not tell". */
export interface Sample {
  /** In ms, of the report's own clock. */
  readonly at: number;
  readonly path: LegPath | null;
  readonly roundTripMs: number | null;
  readonly sent: Flow;
  readonly received: Flow & {
    readonly packets: number | null;
    readonly lost: number | null;
    readonly samples: number | null;
    readonly concealed: number | null;
    readonly jitterMs: number | null;
  };
}

interface Flow {
  readonly bytes: number | null;
  readonly frames: number | null;
  readonly width: number | null;
}

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const millis = (value: unknown): number | null =>
  typeof value === "number" ? Math.round(value * 1000) : null;

/** The sum over all entries that have the figure. */
function sum(entries: readonly StatsEntry[], name: keyof StatsEntry): number | null {
  const values = entries.map((entry) => number(entry[name])).filter((value) => value !== null);
  return values.length > 0 ? values.reduce((total, value) => total + value, 0) : null;
}

/** Reads a report (W3C Identifiers for WebRTC's Statistics API). */
export function sampleOf(stats: Stats): Sample {
  const entries: StatsEntry[] = [];
  stats.forEach((entry) => void entries.push(entry));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const ofType = (type: string): StatsEntry[] => entries.filter((entry) => entry.type === type);
  const isVideo = (entry: StatsEntry): boolean => entry.kind === "video";

  const inbound = ofType("inbound-rtp");
  const outbound = ofType("outbound-rtp");
  const audioIn = inbound.filter((entry) => !isVideo(entry));
  const videoIn = inbound.filter(isVideo);
  const videoOut = outbound.filter(isVideo);
  const pair = selectedPair(entries, byId);

  return {
    at: Math.max(0, ...entries.map(({ timestamp }) => number(timestamp) ?? 0)),
    path: pair ? pathOf(pair, byId) : null,
    roundTripMs: millis(pair?.currentRoundTripTime),
    sent: {
      bytes: sum(outbound, "bytesSent"),
      frames: sum(videoOut, "framesEncoded"),
      width: sum(videoOut, "frameWidth"),
    },
    received: {
      bytes: sum(inbound, "bytesReceived"),
      frames: sum(videoIn, "framesDecoded"),
      width: sum(videoIn, "frameWidth"),
      packets: sum(inbound, "packetsReceived"),
      lost: sum(inbound, "packetsLost"),
      samples: sum(audioIn, "totalSamplesReceived"),
      concealed: sum(audioIn, "concealedSamples"),
      jitterMs: millis(audioIn[0]?.jitter),
    },
  };
}

/** The pair in use: the transport names it; Firefox has no such entry but marks the pair itself. */
function selectedPair(
  entries: readonly StatsEntry[],
  byId: ReadonlyMap<string, StatsEntry>,
): StatsEntry | undefined {
  const transport = entries.find(({ type }) => type === "transport");
  const named = byId.get(String(transport?.selectedCandidatePairId));
  return named ?? entries.find((entry) => entry.type === "candidate-pair" && entry.selected === true);
}

const kinds = ["host", "srflx", "prflx", "relay"] as const;
const protocols = ["udp", "tcp", "tls"] as const;

function pathOf(pair: StatsEntry, byId: ReadonlyMap<string, StatsEntry>): LegPath | null {
  const local = byId.get(String(pair.localCandidateId));
  const remote = byId.get(String(pair.remoteCandidateId));
  const kindOf = (entry?: StatsEntry) => kinds.find((kind) => kind === entry?.candidateType);
  const localKind = kindOf(local);
  const remoteKind = kindOf(remote);
  if (!localKind || !remoteKind) return null;
  const protocol = protocols.find((one) => one === local?.relayProtocol);
  return {
    local: localKind,
    remote: remoteKind,
    relayProtocol: localKind === "relay" ? (protocol ?? "unknown") : null,
  };
}
