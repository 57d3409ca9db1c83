/** Order of preference unless the application gives one: what every browser has, in hardware where possible, first. */
export const defaultVideoCodecs: readonly string[] = ["VP8", "H264", "VP9", "AV1"];

const subtype = (codec: RTCRtpCodec): string => codec.mimeType.split("/")[1]?.toUpperCase() ?? "";

/**
 * Sorts receiver capabilities for `setCodecPreferences` (which takes nothing else). Every entry is kept, since
 * retransmission (rtx), redundancy (red) and error correction (ulpfec, flexfec) are entries too.
 */
export function orderVideo(
  capabilities: readonly RTCRtpCodec[],
  preferred: readonly string[] = defaultVideoCodecs,
): RTCRtpCodec[] {
  const order = preferred.map((name) => name.toUpperCase());
  const rank = (codec: RTCRtpCodec): number => {
    const index = order.indexOf(subtype(codec));
    return index === -1 ? order.length : index;
  };
  return [...capabilities].sort((one, other) => rank(one) - rank(other));
}

/** Redundant audio (RFC 2198) goes before Opus: libwebrtc sends with the first entry that both ends have. */
export function orderAudio(capabilities: readonly RTCRtpCodec[]): RTCRtpCodec[] {
  const rank = (codec: RTCRtpCodec): number => ["RED", "OPUS"].indexOf(subtype(codec)) >>> 0;
  return [...capabilities].sort((one, other) => rank(one) - rank(other));
}
