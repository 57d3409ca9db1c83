import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the two of a scripted call say to each other. The descriptions were made by Chromium for one audio and one
 * video track; the candidates are those of a dual-stack machine behind a NAT with a TURN server over UDP, TCP and TLS.
 */
export interface Script {
  readonly offer: string;
  readonly answer: string;
  /** Known at once, while the description is on its way. */
  readonly hostCandidates: readonly string[];
  /** Known a round trip later. */
  readonly reflexiveCandidates: readonly string[];
  /** Known after two more. */
  readonly relayedCandidates: readonly string[];
}

const ufrag = "hBnb";

const line = (foundation: number, transport: string, priority: number, rest: string): string =>
  `candidate:${foundation} 1 ${transport} ${priority} ${rest} generation 0 ufrag ${ufrag} network-id 1`;

export function readScript(root: string): Script {
  const text = (name: string): string => readFileSync(join(root, "bench/fixtures", name), "utf8");
  return {
    offer: text("offer.sdp"),
    answer: text("answer.sdp"),
    hostCandidates: [
      line(3_726_063_121, "udp", 2_122_260_223, "192.0.2.17 42415 typ host"),
      line(1_845_501_958, "udp", 2_122_262_783, "2001:db8:5a:1:7d0c:22ff:fe31:9b04 46637 typ host"),
      line(549_315_205, "tcp", 1_518_280_447, "192.0.2.17 9 typ host tcptype active"),
      line(
        2_429_876_370,
        "tcp",
        1_518_283_007,
        "2001:db8:5a:1:7d0c:22ff:fe31:9b04 9 typ host tcptype active",
      ),
    ],
    reflexiveCandidates: [
      line(1_107_348_312, "udp", 1_686_052_607, "198.51.100.73 42415 typ srflx raddr 192.0.2.17 rport 42415"),
    ],
    relayedCandidates: [
      line(3_390_114_047, "udp", 41_885_439, "203.0.113.9 51817 typ relay raddr 198.51.100.73 rport 42415"),
      line(2_204_580_977, "udp", 25_108_223, "203.0.113.9 60034 typ relay raddr 198.51.100.73 rport 50922"),
      line(970_345_561, "udp", 8_331_007, "203.0.113.9 55290 typ relay raddr 198.51.100.73 rport 50924"),
    ],
  };
}

/** All candidates of one side, in the order in which they become known. */
export function allCandidates(script: Script): readonly string[] {
  return [...script.hostCandidates, ...script.reflexiveCandidates, ...script.relayedCandidates];
}

/** The fragment that the candidates belong to. */
export const candidateUfrag = ufrag;
