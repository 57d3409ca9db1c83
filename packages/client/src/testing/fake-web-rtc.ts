import type { Clock } from "../clock.ts";
import type {
  PeerConnection,
  PeerConnectionListener,
  Sender,
  StatsEntry,
  Transceiver,
  WebRtc,
} from "../legs/peer-connection.ts";
import { FakeTrack } from "./fake-track.ts";

type Fields = { -readonly [Key in keyof Transceiver]: Transceiver[Key] };

/** One end of a path. Two ends find each other by the credentials in the descriptions that both have applied. */
export interface FakeConnection extends PeerConnection {
  readonly closed: boolean;
  readonly restarts: number;
  readonly configurations: readonly RTCConfiguration[];
  /** Whether this end and another agree on credentials. */
  isPaired(): boolean;
  /** Packets that have arrived. */
  packets: number;
}

export interface FakeWebRtc extends WebRtc {
  readonly connections: readonly FakeConnection[];
  /** Cuts or mends every path. */
  setNetwork(up: boolean): void;
  /** Lets packets arrive wherever there is a path. */
  flow(): void;
}

export interface FakeWebRtcOptions {
  readonly clock: Clock;
  /** How long an operation takes, in ms. */
  delay?(): number;
  /** Turned down in answers, as without a shared codec. */
  readonly rejects?: "video";
}

interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

const ufragOf = (description: Description | null): string | undefined =>
  /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? "")?.[1];
const midsOf = (sdp: string): { mid: string; kind: "audio" | "video" }[] =>
  [...sdp.matchAll(/m=(audio|video) [\s\S]*?a=mid:(\S+)/g)].map(([, kind, mid]) => ({
    kind: kind === "audio" ? "audio" : "video",
    mid: mid ?? "",
  }));

/** How long a path takes to be found, in ms. */
const connectMs = 20;
/** How long a path may be cut before it counts as disconnected, and as failed, in ms. */
const disconnectedMs = 5_000;
const failedMs = 15_000;

/**
 * Peer connections that keep the signalling state machine of RFC 8829 section 3.2, roll back offers, ask for
 * negotiation when it is needed, restart ICE, and connect to whoever has applied their credentials. No media.
 */
export function createFakeWebRtc({ clock, delay = () => 0, rejects }: FakeWebRtcOptions): FakeWebRtc {
  const all: (FakeConnection & { look(): void; localUfrag(): string | undefined })[] = [];
  let up = true;
  let ufrags = 0;

  const lookAll = (): void => {
    for (const connection of all) connection.look();
  };

  function connect(configuration: RTCConfiguration, listener: PeerConnectionListener): PeerConnection {
    const transceivers: (Fields & { stopped: boolean })[] = [];
    const configurations = [configuration];
    let signalingState: RTCSignalingState = "stable";
    let ice: RTCIceConnectionState = "new";
    let current: { local: Description | null; remote: Description | null } = { local: null, remote: null };
    let pending: { local: Description | null; remote: Description | null } = { local: null, remote: null };
    let credentials = `u${++ufrags}`;
    let restartWanted = false;
    let restarts = 0;
    let closed = false;
    let asked = false;
    let chain: Promise<unknown> = Promise.resolve();
    let stopTimers: (() => void)[] = [];

    const wait = (ms: number): Promise<void> =>
      ms === 0 ? Promise.resolve() : new Promise((resolve) => clock.after(ms, resolve));

    /** One operation at a time, as the specification's chain has it. After `close` none ever settles. */
    function chained<T>(operation: () => T): Promise<T> {
      const result = chain.then(async () => {
        await wait(delay());
        if (closed) return new Promise<T>(() => {});
        const value = operation();
        askIfNeeded();
        return value;
      });
      chain = result.catch(() => {});
      return result;
    }

    const isNeeded = (): boolean =>
      restartWanted || transceivers.some(({ mid, stopped }) => mid === null && !stopped);

    function askIfNeeded(): void {
      if (asked || closed || signalingState !== "stable" || !isNeeded()) return;
      asked = true;
      queueMicrotask(() => {
        asked = false;
        if (!closed && signalingState === "stable" && isNeeded()) listener.negotiationNeeded();
      });
    }

    const local = (): Description | null => pending.local ?? current.local;
    const remote = (): Description | null => pending.remote ?? current.remote;

    function transceiver(kind: "audio" | "video", mid: string | null): Fields & { stopped: boolean } {
      let parameters: RTCRtpSendParameters = {
        transactionId: "t",
        encodings: [{}],
        codecs: [],
        headerExtensions: [],
        rtcp: {},
      };
      let track: MediaStreamTrack | null = null;
      const sender: Sender = {
        get track() {
          return track;
        },
        async replaceTrack(next) {
          track = next;
        },
        getParameters: () => structuredClone(parameters),
        async setParameters(next) {
          parameters = structuredClone(next);
        },
      };
      const made = {
        mid,
        sender,
        receiver: { track: new FakeTrack(kind) },
        direction: "sendrecv" as const,
        stopped: false,
        stop() {
          made.stopped = true;
        },
      };
      transceivers.push(made);
      return made;
    }

    function text(sections: readonly { mid: string; kind: string }[], answer: boolean): string {
      const lines = sections.flatMap(({ mid, kind }) => [
        `m=${kind} ${answer && rejects === kind ? 0 : 9} UDP/TLS/RTP/SAVPF 96`,
        `a=mid:${mid}`,
        `a=ice-ufrag:${credentials}`,
      ]);
      return ["v=0", `o=- ${all.length} 2 IN IP4 127.0.0.1`, ...lines, ""].join("\r\n");
    }

    function makeOffer(): Description {
      if (restartWanted || current.local === null) credentials = `u${++ufrags}`;
      const sections = midsOf(current.local?.sdp ?? "");
      for (const one of transceivers) {
        if (one.mid !== null || one.stopped) continue;
        one.mid = String(sections.length);
        sections.push({ mid: one.mid, kind: one.receiver.track.kind === "audio" ? "audio" : "video" });
      }
      return { type: "offer", sdp: text(sections, false) };
    }

    function makeAnswer(): Description {
      // A remote restart is answered by one's own (RFC 8839 section 4.4.1.2).
      const isNew = ufragOf(pending.remote) !== ufragOf(current.remote);
      if (isNew && current.local !== null) credentials = `u${++ufrags}`;
      return { type: "answer", sdp: text(midsOf(pending.remote?.sdp ?? ""), true) };
    }

    function becomeStable(next: typeof current): void {
      if (ufragOf(next.local) !== ufragOf(current.local)) restartWanted = false;
      current = next;
      pending = { local: null, remote: null };
      signalingState = "stable";
      lookAll();
    }

    function rollBack(): void {
      const associated = new Set(midsOf(current.local?.sdp ?? "").map(({ mid }) => mid));
      for (const one of transceivers) if (one.mid !== null && !associated.has(one.mid)) one.mid = null;
      credentials = ufragOf(current.local) ?? `u${++ufrags}`;
      pending = { local: null, remote: null };
      signalingState = "stable";
    }

    function takeAnswer(sdp: string): void {
      if (signalingState !== "have-local-offer") {
        throw new DOMException("An answer without an offer", "InvalidStateError");
      }
      becomeStable({ local: pending.local, remote: { type: "answer", sdp } });
    }

    function takeOffer(sdp: string): void {
      if (signalingState === "have-local-offer") rollBack();
      if (signalingState !== "stable") throw new DOMException("Not now", "InvalidStateError");
      pending.remote = { type: "offer", sdp };
      signalingState = "have-remote-offer";
      for (const { kind, mid } of midsOf(sdp)) {
        if (!transceivers.some((one) => one.mid === mid)) transceiver(kind, mid);
      }
    }

    function setIce(state: RTCIceConnectionState): void {
      if (ice === state || closed) return;
      ice = state;
      listener.state();
    }

    function isPaired(): boolean {
      if (closed || !current.local || !current.remote) return false;
      const other = all.find((one) => one.localUfrag() === ufragOf(current.remote));
      return (
        other !== undefined &&
        !other.closed &&
        other.remoteDescription !== null &&
        ufragOf(current.local) !== undefined &&
        other.remoteDescription.sdp.includes(`a=ice-ufrag:${ufragOf(current.local)}\r\n`)
      );
    }

    const connection = {
      packets: 0,
      get closed() {
        return closed;
      },
      get restarts() {
        return restarts;
      },
      configurations,
      isPaired,
      localUfrag: () => (closed ? undefined : ufragOf(current.local)),
      look() {
        for (const stop of stopTimers) stop();
        stopTimers = [];
        if (closed || current.remote === null) return;
        if (up && isPaired()) {
          stopTimers.push(clock.after(connectMs, () => setIce("connected")));
        } else if (ice === "connected") {
          stopTimers.push(
            clock.after(disconnectedMs, () => setIce("disconnected")),
            clock.after(failedMs, () => setIce("failed")),
          );
        }
      },
      get signalingState() {
        return closed ? "closed" : signalingState;
      },
      get iceConnectionState() {
        return closed ? "closed" : ice;
      },
      get connectionState(): RTCPeerConnectionState {
        if (closed) return "closed";
        return ice === "completed" || ice === "checking" ? "connecting" : ice;
      },
      get localDescription() {
        return local();
      },
      get remoteDescription() {
        return remote();
      },
      setConfiguration(next: RTCConfiguration) {
        configurations.push(next);
      },
      addTransceiver(trackOrKind: MediaStreamTrack | string, init: RTCRtpTransceiverInit = {}) {
        const kind = typeof trackOrKind === "string" ? trackOrKind : trackOrKind.kind;
        const made = transceiver(kind === "audio" ? "audio" : "video", null);
        if (typeof trackOrKind !== "string") void made.sender.replaceTrack(trackOrKind);
        if (init.sendEncodings) {
          void made.sender.setParameters({ ...made.sender.getParameters(), encodings: init.sendEncodings });
        }
        askIfNeeded();
        return made;
      },
      getTransceivers: () => transceivers.filter(({ stopped }) => !stopped),
      setLocalDescription: () =>
        chained(() => {
          if (signalingState === "have-remote-offer") {
            const answer = makeAnswer();
            becomeStable({ local: answer, remote: pending.remote });
          } else {
            pending.local = makeOffer();
            signalingState = "have-local-offer";
          }
          for (const index of [1, 2]) {
            const ufrag = ufragOf(local()) ?? "";
            const candidate = `candidate:${index} 1 udp ${index} 127.0.0.1 ${4000 + index} typ host`;
            clock.after(index, () => listener.candidate({ candidate, sdpMid: "0", usernameFragment: ufrag }));
          }
        }),
      setRemoteDescription: ({ type, sdp }: Description) =>
        chained(() => (type === "answer" ? takeAnswer(sdp) : takeOffer(sdp))),
      async addIceCandidate({ usernameFragment }: RTCIceCandidateInit) {
        if (!remote()) throw new DOMException("No remote description", "InvalidStateError");
        if (usernameFragment && ufragOf(remote()) !== usernameFragment) {
          throw new DOMException("Unknown fragment", "OperationError");
        }
      },
      restartIce() {
        restarts += 1;
        restartWanted = true;
        askIfNeeded();
      },
      async getStats() {
        const entry: StatsEntry = { id: "T", type: "transport", packetsReceived: connection.packets };
        return new Map([["T", entry]]);
      },
      close() {
        closed = true;
        for (const stop of stopTimers) stop();
        lookAll();
      },
    } satisfies FakeConnection & { look(): void; localUfrag(): string | undefined };
    all.push(connection);
    return connection;
  }

  return {
    connections: all,
    connect,
    stream: () => null,
    receivable: () => [],
    flow() {
      for (const connection of all) {
        if (up && connection.iceConnectionState === "connected") connection.packets += 1;
      }
    },
    setNetwork(next) {
      up = next;
      lookAll();
    },
  };
}
