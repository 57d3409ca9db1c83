import type { LocalSource, SourceState } from "../api.ts";
import { createEmitter } from "../emitter.ts";
import type { MediaDevicesDoor } from "./media-devices.ts";
import { nameOf, problemOf } from "./problem.ts";

export type CaptureKind = "microphone" | "camera";

/** A source as the local media drive it. */
export interface DrivenSource extends LocalSource {
  /** The device that holds the source at the moment is gone. */
  lost(deviceId: string): void;
  /** Announces a capture made elsewhere (both sources with one prompt); `settle` must follow. */
  begin(): Settle;
  close(): void;
}

/** Ends a capture that has begun, unless a later wish has overtaken it. */
export type Settle = (outcome: { track: MediaStreamTrack } | { error: unknown }) => Promise<void>;

export interface LocalSourceDeps {
  readonly door: MediaDevicesDoor;
  /** Captures one track, in turn with all other captures of the page. Tries again without the device if that is gone. */
  capture(kind: CaptureKind, deviceId: string | null): Promise<MediaStreamTrack>;
}

export function createLocalSource(kind: CaptureKind, deps: LocalSourceDeps): DrivenSource {
  const emitter = createEmitter<{ state: SourceState }>();
  let state: SourceState = { kind: "off" };
  /** The captured track; a microphone keeps it while off. */
  let held: MediaStreamTrack | null = null;
  /** Grows with every wish, so that a capture that took long can tell that it is no longer wanted. */
  let wish = 0;

  function set(next: SourceState): void {
    state = next;
    emitter.emit("state", state);
  }

  function release(): void {
    const track = held;
    held = null;
    track?.stop();
  }

  function hold(track: MediaStreamTrack): void {
    release();
    held = track;
    // Fires when the device is pulled or the person takes the permission back, never after our own stop().
    track.addEventListener("ended", () => {
      if (held === track) fallBack();
    });
    show(track);
  }

  function show(track: MediaStreamTrack): void {
    track.enabled = true;
    set({ kind: "on", track, deviceId: track.getSettings().deviceId ?? "", label: track.label });
  }

  function begin(): Settle {
    const mine = ++wish;
    set({ kind: "starting" });
    return async (outcome) => {
      if ("track" in outcome) {
        if (mine === wish) hold(outcome.track);
        else outcome.track.stop();
        return;
      }
      const name = nameOf(outcome.error);
      const permission = name === "NotAllowedError" ? await deps.door.permission(kind) : null;
      if (mine !== wish) return;
      release();
      set({ kind: "failed", problem: problemOf(name, permission) });
    };
  }

  async function open(deviceId: string | null): Promise<void> {
    const settle = begin();
    try {
      await settle({ track: await deps.capture(kind, deviceId) });
    } catch (error) {
      await settle({ error });
    }
  }

  /** The device is gone: on with the default one, unless the source is off anyway. */
  function fallBack(): void {
    const wasOn = state.kind === "on";
    release();
    if (wasOn) void open(null);
  }

  return {
    on: emitter.on,
    get state() {
      return state;
    },
    async turnOn(deviceId) {
      const { door } = deps;
      const here = held?.getSettings().deviceId;
      if (!door.secure || !door.devices) {
        set({ kind: "failed", problem: door.secure ? "unsupported" : "insecure-page" });
      } else if (held?.readyState === "live" && (deviceId === undefined || deviceId === here)) {
        wish += 1;
        show(held);
      } else {
        await open(deviceId ?? here ?? null);
      }
      return state;
    },
    async turnOff() {
      wish += 1;
      if (kind === "camera") release();
      // Stopping a microphone interrupts playback on iOS and may not succeed again: it is silenced instead.
      else if (held) held.enabled = false;
      if (state.kind !== "off") set({ kind: "off" });
    },
    lost(deviceId) {
      if (held?.getSettings().deviceId === deviceId) fallBack();
    },
    begin,
    close() {
      wish += 1;
      release();
      if (state.kind !== "off") set({ kind: "off" });
      emitter.clear();
    },
  };
}
