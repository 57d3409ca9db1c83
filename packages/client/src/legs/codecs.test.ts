import { describe, expect, it } from "vitest";
import { orderAudio, orderVideo } from "./codecs.ts";

const codec = (mimeType: string): RTCRtpCodec => ({ mimeType, clockRate: 90_000 });
const types = (codecs: readonly RTCRtpCodec[]): string[] => codecs.map(({ mimeType }) => mimeType);
const video = [
  "video/AV1",
  "video/VP9",
  "video/rtx",
  "video/H264",
  "video/red",
  "video/VP8",
  "video/flexfec-03",
];

describe("codec order", () => {
  it("puts VP8 and H.264 first by default, and keeps repair formats", () => {
    expect(types(orderVideo(video.map(codec)))).toEqual([
      "video/VP8",
      "video/H264",
      "video/VP9",
      "video/AV1",
      "video/rtx",
      "video/red",
      "video/flexfec-03",
    ]);
  });

  it("follows the application, whatever the case", () => {
    const ordered = types(orderVideo(video.map(codec), ["av1"]));
    expect(ordered[0]).toBe("video/AV1");
    expect(ordered).toHaveLength(video.length);
  });

  it("puts redundant audio before Opus, and Opus before the rest", () => {
    const audio = ["audio/G722", "audio/opus", "audio/CN", "audio/red"].map(codec);
    expect(types(orderAudio(audio))).toEqual(["audio/red", "audio/opus", "audio/G722", "audio/CN"]);
  });
});
