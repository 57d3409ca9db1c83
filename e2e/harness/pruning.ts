/** Takes things away from a browser before a page's own scripts run. Each function is sent as source and stands alone. */

/** What Chromium has and Safari lacks or has had late. */
export function withoutNewerApis(): void {
  const remove = (owner: object, name: string): void => {
    Reflect.deleteProperty(owner, name);
  };
  remove(HTMLMediaElement.prototype, "setSinkId");
  remove(MediaDevices.prototype, "getDisplayMedia");
  remove(Element.prototype, "requestFullscreen");
  remove(Document.prototype, "fullscreenEnabled");
  remove(Navigator.prototype, "connection");
  remove(HTMLVideoElement.prototype, "requestVideoFrameCallback");
  remove(HTMLVideoElement.prototype, "cancelVideoFrameCallback");
}

/** Leaves one video codec, e.g. `video/VP8`, and what goes with any (retransmission, redundancy). */
export function withOneVideoCodec(mimeType: string): void {
  const companions = ["video/rtx", "video/red", "video/ulpfec", "video/flexfec-03"];
  const wanted = (codec: { mimeType: string }): boolean =>
    !codec.mimeType.startsWith("video/") ||
    codec.mimeType === mimeType ||
    companions.includes(codec.mimeType);

  const ends: (typeof RTCRtpReceiver | typeof RTCRtpSender)[] = [RTCRtpReceiver, RTCRtpSender];
  for (const end of ends) {
    const native = end.getCapabilities.bind(end);
    end.getCapabilities = (kind) => {
      const all = native(kind);
      return all && { ...all, codecs: all.codecs.filter(wanted) };
    };
  }
  const setPreferences = RTCRtpTransceiver.prototype.setCodecPreferences;
  const prune = (transceiver: RTCRtpTransceiver): void => {
    if (transceiver.receiver.track.kind !== "video" || transceiver.currentDirection === "stopped") return;
    setPreferences.call(transceiver, RTCRtpReceiver.getCapabilities("video")?.codecs ?? []);
  };
  RTCRtpTransceiver.prototype.setCodecPreferences = function (codecs) {
    setPreferences.call(this, [...codecs].filter(wanted));
  };
  const add = RTCPeerConnection.prototype.addTransceiver;
  RTCPeerConnection.prototype.addTransceiver = function (track, init) {
    const transceiver = add.call(this, track, init);
    prune(transceiver);
    return transceiver;
  };
  // Transceivers that a remote offer makes have the browser's own list.
  const setRemote = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = async function (description) {
    await Reflect.apply(setRemote, this, [description]);
    if (description.type === "offer") this.getTransceivers().forEach(prune);
  };
}

/** Answers each of the browser's questions as somebody does who closes it: a headless browser has no question to close. */
export function dismissingEveryQuestion(): void {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("Permission dismissed", "NotAllowedError"));
}
