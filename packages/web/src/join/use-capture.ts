import type { LocalMedia } from "@confab/client";
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Settings } from "../state/settings.ts";
import { firstStep, permissionOf } from "./first-step.ts";

/** How far the question of camera and microphone has got. */
export type CaptureStage = "checking" | "to-ask" | "asked";

export interface Capture {
  readonly stage: ReadonlySignal<CaptureStage>;
  readonly useBoth: () => void;
  readonly useMicrophone: () => void;
}

/** Begins capturing as soon as that needs no question, else waits for the person. */
export function useCapture(media: LocalMedia, settings: Settings): Capture {
  const stage = useSignal<CaptureStage>("checking");

  const chosen = () => {
    const { microphone, camera } = settings.devices.peek();
    return { ...(microphone ? { microphone } : {}), ...(camera ? { camera } : {}) };
  };
  const note = () => {
    if (media.camera.state.kind === "on" || media.microphone.state.kind === "on")
      settings.captured.value = true;
  };
  const useBoth = () => {
    stage.value = "asked";
    void media.turnOnBoth(chosen()).then(note);
  };
  const useMicrophone = () => {
    stage.value = "asked";
    void media.microphone.turnOn(chosen().microphone).then(note);
  };

  useEffect(() => {
    let gone = false;
    const decide = async (): Promise<void> => {
      const again = () => !gone && void decide();
      const [camera, microphone] = await Promise.all([
        permissionOf("camera", again),
        permissionOf("microphone", again),
      ]);
      if (gone) return;
      const idle = [media.camera, media.microphone].every(
        ({ state }) => state.kind === "off" || state.kind === "failed",
      );
      const start = firstStep({ camera, microphone }, settings.captured.peek()) === "start";
      const news = stage.peek() !== "asked" || [camera, microphone].includes("granted");
      if (idle && start && news) useBoth();
      else if (stage.peek() === "checking") stage.value = "to-ask";
    };
    void decide();
    return () => {
      gone = true;
    };
  }, [media]);

  return { stage, useBoth, useMicrophone };
}
