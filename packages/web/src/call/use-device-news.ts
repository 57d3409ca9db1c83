import type { DeviceList, LocalMedia } from "@confab/client";
import { useEffect } from "preact/hooks";
import { deviceNews } from "../room/device-news.ts";
import { canChooseSpeaker } from "../sound/playback.ts";
import type { Settings } from "../state/settings.ts";
import { say } from "../ui/toasts.ts";
import { t } from "../words/words.ts";

const kinds = [
  ["microphones", "microphone"],
  ["cameras", "camera"],
  ["speakers", "speaker"],
] as const;

/** A headset plugged in mid-call is offered by its name, once for all that it brings; one pulled out is told. */
export function useDeviceNews(media: LocalMedia, settings: Settings): void {
  useEffect(() => {
    let before: DeviceList = media.devices;
    const use = (found: ReadonlyMap<"microphone" | "camera" | "speaker", string>) => {
      settings.devices.value = { ...settings.devices.peek(), ...Object.fromEntries(found) };
      const microphone = found.get("microphone");
      const camera = found.get("camera");
      if (microphone !== undefined && media.microphone.state.kind === "on")
        void media.microphone.turnOn(microphone);
      if (camera !== undefined && media.camera.state.kind === "on") void media.camera.turnOn(camera);
    };
    return media.on("devices", (after) => {
      const found = new Map<"microphone" | "camera" | "speaker", string>();
      let label = "";
      for (const [list, kind] of kinds) {
        const news = deviceNews(before[list], after[list]);
        const [first] = news.found;
        if (first && (kind !== "speaker" || canChooseSpeaker)) {
          found.set(kind, first.deviceId);
          label ||= first.label;
        }
        for (const gone of news.gone) say(t("device.gone", { label: gone.label }));
      }
      before = after;
      if (found.size > 0)
        say(t("device.found", { label }), { label: t("device.use"), run: () => use(found) });
    });
  }, [media, settings]);
}
