/**
 * All editing of session descriptions. Only descriptions that come in are edited: what they say of the other end's
 * wishes steers what this end's encoders do, and the other end never sees the change.
 */

interface Section {
  readonly kind: string;
  readonly lines: string[];
}

/** Payload formats of the real video codecs, without retransmission and error correction. */
const videoCodecs = /^(?:VP8|VP9|AV1|H264|H265)$/i;

function sections(sdp: string): { head: string; media: Section[] } {
  const [head = "", ...media] = sdp.split(/^(?=m=)/m);
  return {
    head,
    media: media.map((text) => ({
      kind: /^m=(\w+)/.exec(text)?.[1] ?? "",
      lines: text.split("\r\n"),
    })),
  };
}

/** Adds parameters to the `fmtp` line of a payload type (RFC 8866 section 6.15), unless they are there. */
function addParameters(lines: string[], payload: string, parameters: readonly string[]): void {
  const prefix = `a=fmtp:${payload} `;
  const at = lines.findIndex((line) => line.startsWith(prefix));
  if (at === -1) {
    const rtpmap = lines.findIndex((line) => line.startsWith(`a=rtpmap:${payload} `));
    lines.splice(rtpmap + 1, 0, prefix + parameters.join(";"));
    return;
  }
  const present = (lines[at] ?? "").slice(prefix.length).split(";");
  const names = new Set(present.map((parameter) => parameter.trim().split("=")[0]));
  const missing = parameters.filter((parameter) => !names.has(parameter.split("=")[0]));
  lines[at] = prefix + [...present, ...missing].join(";");
}

function dropStrayFormats(lines: string[]): void {
  const formats = new Set(lines[0]?.split(" ").slice(3));
  const kept = lines.filter((line) => {
    const [, format] = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line) ?? [];
    return format === undefined || formats.has(format);
  });
  lines.splice(0, lines.length, ...kept);
}

/**
 * Prepares a description that came in:
 * - every video codec gets `x-google-start-bitrate` (libwebrtc's own; Firefox ignores it), since libwebrtc begins at
 *   300 kbit/s and drops its first frames there;
 * - Opus gets in-band error correction and discontinuous transmission (RFC 7587 section 6.1);
 * - attributes of formats that the section does not offer are dropped: Firefox (seen in 153) repeats those of former
 *   payload types when it offers after it has answered, and Chromium refuses the whole description for it.
 */
export function prepareRemote(sdp: string, startKbps: number): string {
  const { head, media } = sections(sdp);
  for (const { kind, lines } of media) {
    dropStrayFormats(lines);
    for (const line of [...lines]) {
      const [, payload, codec] = /^a=rtpmap:(\d+) ([^/]+)\//.exec(line) ?? [];
      if (!payload || !codec) continue;
      if (kind === "video" && videoCodecs.test(codec)) {
        addParameters(lines, payload, [`x-google-start-bitrate=${Math.round(startKbps)}`]);
      } else if (kind === "audio" && codec.toLowerCase() === "opus") {
        addParameters(lines, payload, ["useinbandfec=1", "usedtx=1"]);
      }
    }
  }
  return head + media.map(({ lines }) => lines.join("\r\n")).join("");
}

/** Whether an answer turned down every video section that it has: the two ends share no video codec (RFC 3264 section 6). */
export function rejectsVideo(answer: string): boolean {
  const ports = [...answer.matchAll(/^m=video (\d+)/gm)].map(([, port]) => port);
  return ports.length > 0 && ports.every((port) => port === "0");
}

/** Whether the description's ICE generation is the one that a candidate belongs to (RFC 8839 section 5.4). */
export function hasUfrag(sdp: string, ufrag: string): boolean {
  return sdp.includes(`a=ice-ufrag:${ufrag}\r\n`);
}
