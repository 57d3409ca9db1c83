import type { DeviceList, LocalMedia } from "../api.ts";
import { createEmitter } from "../emitter.ts";
import { audioConstraints, videoConstraints } from "./constraints.ts";
import { type CaptureKind, createLocalSource } from "./local-source.ts";
import { browserMediaDevices, type MediaDevicesDoor } from "./media-devices.ts";
import { nameOf } from "./problem.ts";

export interface LocalMediaDeps {
  readonly mediaDevices: MediaDevicesDoor;
}

/** The page's microphone, camera and device lists. Captures nothing until asked to. */
export function createLocalMedia(deps: Partial<LocalMediaDeps> = {}): LocalMedia {
  const door = deps.mediaDevices ?? browserMediaDevices;
  const emitter = createEmitter<{ devices: DeviceList }>();
  let devices: DeviceList = { microphones: [], cameras: [], speakers: [] };
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** One `getUserMedia` at a time: browsers fail, or prompt twice, when two run together. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = queue.then(task);
    queue = result.catch(() => {});
    return result;
  }

  async function getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStreamTrack[]> {
    if (!door.devices) throw new DOMException("No capture in this browser", "NotSupportedError");
    const stream = await door.devices.getUserMedia(constraints);
    // Only with a permission do devices have names.
    void refresh();
    return stream.getTracks();
  }

  async function capture(kind: CaptureKind, deviceId: string | null): Promise<MediaStreamTrack> {
    const constraints = (id: string | null): MediaStreamConstraints =>
      kind === "microphone" ? { audio: audioConstraints(id) } : { video: videoConstraints(id) };
    const [track] = await inTurn(() =>
      getUserMedia(constraints(deviceId)).catch((error: unknown) => {
        // A remembered device that isn't there any more: any other will do.
        if (deviceId === null || !isMissing(error)) throw error;
        return getUserMedia(constraints(null));
      }),
    );
    if (!track) throw new DOMException("The browser gave no track", "NotFoundError");
    return track;
  }

  async function refresh(): Promise<void> {
    try {
      const all = (await door.devices?.enumerateDevices()) ?? [];
      if (closed) return;
      const of = (kind: MediaDeviceKind): MediaDeviceInfo[] => all.filter((one) => one.kind === kind);
      devices = {
        microphones: of("audioinput"),
        cameras: of("videoinput"),
        speakers: of("audiooutput"),
      };
      emitter.emit("devices", devices);
    } catch {
      // The list stays as it was.
    }
  }

  /** Some systems don't end the tracks of a device that is pulled. */
  async function deviceChange(): Promise<void> {
    await refresh();
    for (const [source, list] of [
      [microphone, devices.microphones],
      [camera, devices.cameras],
    ] as const) {
      const id = source.state.kind === "on" ? source.state.deviceId : "";
      // Without a permission ids are empty, and nothing can be told.
      const known = list.some(({ deviceId }) => deviceId !== "");
      if (id !== "" && known && !list.some(({ deviceId }) => deviceId === id)) source.lost(id);
    }
  }

  const microphone = createLocalSource("microphone", { door, capture });
  const camera = createLocalSource("camera", { door, capture });
  const stopWatching = door.onDeviceChange(() => void deviceChange());
  void refresh();

  return {
    on: emitter.on,
    microphone,
    camera,
    get devices() {
      return devices;
    },
    async turnOnBoth(wanted = {}) {
      if (!door.secure || !door.devices) {
        await Promise.all([microphone.turnOn(), camera.turnOn()]);
        return;
      }
      const settled = [microphone.begin(), camera.begin()];
      try {
        const tracks = await inTurn(() =>
          getUserMedia({
            audio: audioConstraints(wanted.microphone ?? null),
            video: videoConstraints(wanted.camera ?? null),
          }),
        );
        for (const [index, kind] of ["audio", "video"].entries()) {
          const track = tracks.find((one) => one.kind === kind);
          await settled[index]?.(track ? { track } : { error: new DOMException("", "NotFoundError") });
        }
      } catch (error) {
        // A refusal holds for both. Anything else may be the fault of one: each is tried alone.
        if (nameOf(error) === "NotAllowedError")
          await Promise.all(settled.map((settle) => settle({ error })));
        else {
          await microphone.turnOn(wanted.microphone);
          await camera.turnOn(wanted.camera);
        }
      }
    },
    close() {
      if (closed) return;
      closed = true;
      stopWatching();
      microphone.close();
      camera.close();
      emitter.clear();
    },
  };
}

function isMissing(error: unknown): boolean {
  return /^(Overconstrained|NotFound)/.test(nameOf(error));
}
