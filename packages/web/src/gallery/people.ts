import type { LegStats, RemoteParticipant, RemoteTrack } from "@confab/client";
import { portrait, type Sitter } from "./portrait.ts";

export function person(
  name: string,
  sitter: Sitter,
  how: Partial<RemoteParticipant> & { portraitShape?: boolean } = {},
): RemoteParticipant {
  const { portraitShape, ...rest } = how;
  const track = portraitShape ? portrait(sitter, 360, 640) : portrait(sitter);
  const tracks = new Map<"camera", RemoteTrack>(track ? [["camera", { source: "camera", track }]] : []);
  return {
    id: name.toLowerCase().replace(/\W/g, "").padEnd(16, "x").slice(0, 16),
    name,
    role: "guest",
    media: { microphone: true, camera: true },
    presence: "active",
    tracks,
    leg: { kind: "connected", path: { local: "host", remote: "srflx", relayProtocol: null } },
    audioOnly: false,
    ...rest,
  };
}

export function figures(participant: string, quality: 1 | 2 | 3, loss: number): LegStats {
  return {
    participant,
    path: { local: "relay", remote: "srflx", relayProtocol: "udp" },
    roundTripMs: 42,
    sending: { kbps: 1_420, fps: 30, width: 1_280 },
    receiving: { kbps: 1_380, fps: 30, width: 1_280, loss, concealment: loss / 3, jitterMs: 8 },
    quality,
  };
}

const device = (kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo => ({
  kind,
  deviceId,
  label,
  groupId: "",
  toJSON: () => ({}),
});

export const devices = {
  microphones: [
    device("audioinput", "mic-1", "Built-in microphone"),
    device("audioinput", "mic-2", "Jabra Evolve2 65 headset"),
  ],
  cameras: [device("videoinput", "cam-1", "FaceTime HD camera")],
  speakers: [
    device("audiooutput", "spk-1", "Built-in loudspeaker"),
    device("audiooutput", "spk-2", "Jabra Evolve2 65 headset"),
  ],
};
