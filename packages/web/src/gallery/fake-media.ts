import type { CaptureProblem, DeviceList, LocalMedia, LocalSource, SourceState } from "@confab/client";
import { createFakeEmitter } from "./fake-emitter.ts";

interface FakeSource extends LocalSource {
  set(state: SourceState): void;
}

/** A source whose next start ends as told. */
function createFakeSource(
  makeTrack: () => MediaStreamTrack | null,
  label: string,
  problem: CaptureProblem | null,
): FakeSource {
  const { on, emit } = createFakeEmitter<{ state: SourceState }>();
  let state: SourceState = { kind: "off" };
  const set = (next: SourceState) => {
    state = next;
    emit("state", next);
  };
  return {
    get state() {
      return state;
    },
    on,
    set,
    async turnOn(deviceId = label) {
      const track = makeTrack();
      if (problem) set({ kind: "failed", problem });
      else if (track) set({ kind: "on", track, deviceId, label });
      return state;
    },
    async turnOff() {
      set({ kind: "off" });
    },
  };
}

export interface FakeMedia extends LocalMedia {
  readonly microphone: FakeSource;
  readonly camera: FakeSource;
  readonly closed: boolean;
  plug(devices: DeviceList): void;
}

export interface FakeMediaOptions {
  readonly sound?: () => MediaStreamTrack | null;
  readonly picture?: () => MediaStreamTrack | null;
  readonly devices?: DeviceList;
  readonly cameraProblem?: CaptureProblem;
  readonly microphoneProblem?: CaptureProblem;
}

const noDevices: DeviceList = { microphones: [], cameras: [], speakers: [] };

export function createFakeMedia(options: FakeMediaOptions = {}): FakeMedia {
  const { on, emit } = createFakeEmitter<{ devices: DeviceList }>();
  const microphone = createFakeSource(
    options.sound ?? (() => null),
    "Built-in microphone",
    options.microphoneProblem ?? null,
  );
  const camera = createFakeSource(
    options.picture ?? (() => null),
    "FaceTime HD camera",
    options.cameraProblem ?? null,
  );
  let devices = options.devices ?? noDevices;
  let closed = false;
  return {
    microphone,
    camera,
    on,
    get devices() {
      return devices;
    },
    get closed() {
      return closed;
    },
    async turnOnBoth() {
      await Promise.all([microphone.turnOn(), camera.turnOn()]);
    },
    plug(next) {
      devices = next;
      emit("devices", next);
    },
    close() {
      closed = true;
      microphone.set({ kind: "off" });
      camera.set({ kind: "off" });
    },
  };
}
