import { describe, expect, it } from "vitest";
import { chromiumOffer, firefoxOffer } from "../testing/sdp-samples.ts";
import { hasUfrag, prepareRemote, rejectsVideo } from "./sdp.ts";

const fmtp = (sdp: string): string[] => sdp.split("\r\n").filter((line) => line.startsWith("a=fmtp:"));

describe("prepareRemote", () => {
  it("hints every video codec of Chromium's at the start bitrate, and nothing else", () => {
    const lines = fmtp(prepareRemote(chromiumOffer, 500));
    const hinted = lines.filter((line) => line.includes("x-google-start-bitrate=500"));
    const codecs = [...chromiumOffer.matchAll(/^a=rtpmap:(\d+) (VP8|VP9|AV1|H264)\/90000/gm)];
    expect(hinted).toHaveLength(codecs.length);
    for (const [, payload] of codecs) {
      expect(hinted.some((line) => line.startsWith(`a=fmtp:${payload} `))).toBe(true);
    }
    // VP8 has no parameters of its own; a codec that has keeps them.
    expect(lines).toContain("a=fmtp:96 x-google-start-bitrate=500");
    expect(lines).toContain("a=fmtp:98 profile-id=0;x-google-start-bitrate=500");
  });

  it.each([
    ["Chromium", chromiumOffer, "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1"],
    ["Firefox", firefoxOffer, "a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1;usedtx=1"],
  ])("asks for error correction and discontinuous transmission in %s's Opus", (_, offer, line) => {
    expect(fmtp(prepareRemote(offer, 500))).toContain(line);
  });

  it("rounds the hint, and adds it once", () => {
    const once = prepareRemote(firefoxOffer, 500 / 3);
    expect(once).toContain("x-google-start-bitrate=167");
    expect(prepareRemote(once, 500 / 3)).toBe(once);
  });

  it("leaves all other lines as they are, in their order", () => {
    for (const offer of [chromiumOffer, firefoxOffer]) {
      const others = (sdp: string) => sdp.split("\r\n").filter((line) => !line.startsWith("a=fmtp:"));
      expect(others(prepareRemote(offer, 500))).toEqual(others(offer));
    }
  });

  it("drops attributes of formats that a section does not offer", () => {
    const stray = firefoxOffer.replace(
      "a=rtcp-fb:120 nack\r\n",
      "a=rtcp-fb:96 nack\r\na=rtcp-fb:120 nack\r\n",
    );
    expect(stray).not.toBe(firefoxOffer);
    expect(prepareRemote(stray, 500)).toBe(prepareRemote(firefoxOffer, 500));
  });
});

describe("rejectsVideo", () => {
  it("tells a video section that was turned down", () => {
    expect(rejectsVideo(chromiumOffer)).toBe(false);
    expect(rejectsVideo(chromiumOffer.replace("m=video 9", "m=video 0"))).toBe(true);
  });

  it("says nothing of a description without video", () => {
    expect(rejectsVideo(chromiumOffer.slice(0, chromiumOffer.indexOf("m=video")))).toBe(false);
  });
});

describe("hasUfrag", () => {
  it("knows the description's own credentials only", () => {
    const [, ufrag = ""] = /a=ice-ufrag:(\S+)/.exec(chromiumOffer) ?? [];
    expect(hasUfrag(chromiumOffer, ufrag)).toBe(true);
    expect(hasUfrag(chromiumOffer, ufrag.slice(0, -1))).toBe(false);
    expect(hasUfrag(firefoxOffer, ufrag)).toBe(false);
  });
});
