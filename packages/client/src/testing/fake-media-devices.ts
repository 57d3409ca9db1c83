import type { MediaDevicesDoor } from "../capture/media-devices.ts";
import { FakeTrack } from "./fake-track.ts";

export interface FakeMediaDevices extends MediaDevicesDoor {
  secure: boolean;
  permissionState: PermissionState | null;
  /** What is plugged in, by kind. */
  plugged: { audioinput: string[]; videoinput: string[]; audiooutput: string[] };
  /** Makes the next captures fail, one error each. */
  readonly failures: string[];
  /** What was asked for, in order. */
  readonly asked: MediaStreamConstraints[];
  readonly tracks: FakeTrack[];
  /** How many captures ran at the same time, at most. */
  readonly most: number;
  change(): void;
}

class FakeStream extends EventTarget {
  readonly #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[]) {
    super();
    this.#tracks = tracks;
  }

  getTracks(): MediaStreamTrack[] {
    return this.#tracks;
  }
}

/** An error of that name, as a browser throws it. */
function failure(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

const exact = (constraints: boolean | MediaTrackConstraints | undefined): string | null => {
  const device = typeof constraints === "object" ? constraints.deviceId : undefined;
  return typeof device === "object" && "exact" in device ? String(device.exact) : null;
};

export function createFakeMediaDevices(): FakeMediaDevices {
  const listeners = new Set<() => void>();
  const failures: string[] = [];
  const asked: MediaStreamConstraints[] = [];
  const tracks: FakeTrack[] = [];
  let running = 0;
  let most = 0;

  function capture(kind: "audio" | "video", wanted: boolean | MediaTrackConstraints | undefined): FakeTrack {
    const list = door.plugged[kind === "audio" ? "audioinput" : "videoinput"];
    const device = exact(wanted) ?? list[0];
    if (device === undefined) throw failure("NotFoundError");
    if (!list.includes(device)) throw failure("OverconstrainedError");
    const track = new FakeTrack(kind, { deviceId: device, height: 720 });
    tracks.push(track);
    return track;
  }

  const door: FakeMediaDevices = {
    secure: true,
    permissionState: "granted",
    plugged: { audioinput: ["mic-1", "mic-2"], videoinput: ["cam-1"], audiooutput: ["speaker-1"] },
    failures,
    asked,
    tracks,
    get most() {
      return most;
    },
    change() {
      for (const listener of listeners) listener();
    },
    permission: async () => door.permissionState,
    onDeviceChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    devices: {
      async getUserMedia(constraints = {}) {
        asked.push(constraints);
        running += 1;
        most = Math.max(most, running);
        try {
          await new Promise((resolve) => setImmediate(resolve));
          const name = failures.shift();
          if (name !== undefined) throw failure(name);
          const made = [
            ...(constraints.audio ? [capture("audio", constraints.audio)] : []),
            ...(constraints.video ? [capture("video", constraints.video)] : []),
          ];
          return new FakeStream(made) as unknown as MediaStream;
        } finally {
          running -= 1;
        }
      },
      async enumerateDevices() {
        return (["audioinput", "videoinput", "audiooutput"] as const).flatMap((kind) =>
          door.plugged[kind].map((deviceId) => {
            const info = { kind, deviceId, label: deviceId, groupId: "" };
            return { ...info, toJSON: () => info };
          }),
        );
      },
    },
  };
  return door;
}
