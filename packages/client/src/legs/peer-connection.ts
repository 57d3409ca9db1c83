/** What the SDK needs of WebRTC, so that a test or another runtime (Node with `@roamhq/wrtc`, say) can stand in. */
export interface Sender {
  readonly track: MediaStreamTrack | null;
  replaceTrack(track: MediaStreamTrack | null): Promise<void>;
  getParameters(): RTCRtpSendParameters;
  setParameters(parameters: RTCRtpSendParameters): Promise<void>;
  setStreams?(...streams: MediaStream[]): void;
}

export interface Receiver {
  readonly track: MediaStreamTrack;
  getSynchronizationSources?(): readonly { readonly timestamp: number }[];
}

export interface Transceiver {
  readonly mid: string | null;
  readonly sender: Sender;
  readonly receiver: Receiver;
  direction: RTCRtpTransceiverDirection;
  setCodecPreferences?(codecs: RTCRtpCodec[]): void;
  stop(): void;
}

export interface PeerConnection {
  readonly signalingState: RTCSignalingState;
  readonly iceConnectionState: RTCIceConnectionState;
  readonly connectionState: RTCPeerConnectionState;
  readonly localDescription: { readonly type: RTCSdpType; readonly sdp: string } | null;
  readonly remoteDescription: { readonly type: RTCSdpType; readonly sdp: string } | null;
  setConfiguration(configuration: RTCConfiguration): void;
  addTransceiver(trackOrKind: MediaStreamTrack | string, init?: RTCRtpTransceiverInit): Transceiver;
  getTransceivers(): readonly Transceiver[];
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: { type: "offer" | "answer"; sdp: string }): Promise<void>;
  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void>;
  restartIce(): void;
  getStats(): Promise<Stats>;
  close(): void;
}

/** A statistics report, as far as it is read. */
export interface Stats {
  forEach(take: (entry: StatsEntry) => void): void;
}

/** The figures that are read. Which of them there are depends on type and browser, so none is believed unseen. */
export interface StatsEntry {
  readonly id: string;
  readonly type: string;
  readonly bytesReceived?: unknown;
  readonly bytesSent?: unknown;
  readonly candidateType?: unknown;
  readonly concealedSamples?: unknown;
  readonly currentRoundTripTime?: unknown;
  readonly frameWidth?: unknown;
  readonly framesDecoded?: unknown;
  readonly framesEncoded?: unknown;
  readonly jitter?: unknown;
  readonly kind?: unknown;
  readonly localCandidateId?: unknown;
  readonly packetsLost?: unknown;
  readonly packetsReceived?: unknown;
  readonly relayProtocol?: unknown;
  readonly remoteCandidateId?: unknown;
  readonly selected?: unknown;
  readonly selectedCandidatePairId?: unknown;
  readonly timestamp?: unknown;
  readonly totalSamplesReceived?: unknown;
}

export interface PeerConnectionListener {
  negotiationNeeded(): void;
  /** `null` ends the gathering. */
  candidate(candidate: RTCIceCandidateInit | null): void;
  /** One of the connection's states has changed. */
  state(): void;
}

/** The door to WebRTC. */
export interface WebRtc {
  connect(configuration: RTCConfiguration, listener: PeerConnectionListener): PeerConnection;
  /** A new stream; what is sent in one stream is played in step (lip sync). `null` where streams can't be made. */
  stream(): MediaStream | null;
  /** What this end can receive; empty where it can't be asked. */
  receivable(kind: "audio" | "video"): readonly RTCRtpCodec[];
}

export const browserWebRtc: WebRtc = {
  connect(configuration, listener) {
    const connection = new RTCPeerConnection(configuration);
    connection.onnegotiationneeded = () => listener.negotiationNeeded();
    connection.onicecandidate = ({ candidate }) => listener.candidate(candidate?.toJSON() ?? null);
    connection.oniceconnectionstatechange = () => listener.state();
    connection.onconnectionstatechange = () => listener.state();
    return connection;
  },
  stream: () => new MediaStream(),
  receivable: (kind) => RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [],
};
