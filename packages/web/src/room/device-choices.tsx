import type { LocalMedia, SourceState } from "@confab/client";
import { useSignal } from "@preact/signals";
import mic from "lucide-static/icons/mic.svg?raw";
import video from "lucide-static/icons/video.svg?raw";
import volume from "lucide-static/icons/volume-2.svg?raw";
import { useEffect } from "preact/hooks";
import { canChooseSpeaker } from "../sound/playback.ts";
import { useStateOf } from "../state/follow.ts";
import { useSurroundings } from "../surroundings.ts";
import { Choice, type Option } from "../ui/field.tsx";
import { t } from "../words/words.ts";
import css from "./device-choices.module.css";

type Kind = "microphone" | "camera" | "speaker";

/** Chromium lists the same device again as the system's default; the entry "as the system" stands for those. */
function deviceOptions(
  devices: readonly MediaDeviceInfo[],
  kind: Kind,
  inUse: string | null,
): readonly Option[] {
  const real = devices.filter(({ deviceId }) => deviceId !== "default" && deviceId !== "communications");
  return [
    { value: "", label: inUse ? t("device.systemNow", { label: inUse }) : t("device.system") },
    ...real
      .filter(({ deviceId }) => deviceId !== "")
      .map(({ deviceId, label }, at) => ({
        value: deviceId,
        label: label || t(`device.unnamed.${kind}`, { n: at + 1 }),
      })),
  ];
}

export function useDevices(media: LocalMedia) {
  const devices = useSignal(media.devices);
  useEffect(() => {
    devices.value = media.devices;
    return media.on("devices", (now) => {
      devices.value = now;
    });
  }, [media]);
  return devices;
}

/** Menus with the devices' real names. A device that is gone shows as "as the system", which is what is used then. */
export function DeviceChoices({ media, labelShown = true }: { media: LocalMedia; labelShown?: boolean }) {
  const { settings } = useSurroundings();
  const { microphones, cameras, speakers } = useDevices(media).value;
  const microphone = useStateOf(media.microphone).value;
  const camera = useStateOf(media.camera).value;
  const chosen = settings.devices.value;

  const choose = (kind: Kind, id: string) => {
    settings.devices.value = { ...chosen, [kind]: id };
    if (kind === "microphone" && microphone.kind !== "off") void media.microphone.turnOn(id || undefined);
    if (kind === "camera" && camera.kind !== "off") void media.camera.turnOn(id || undefined);
  };
  const using: Readonly<Record<Kind, SourceState | null>> = { microphone, camera, speaker: null };
  const menu = (kind: Kind, icon: string, devices: readonly MediaDeviceInfo[], missing: string) => {
    const source = using[kind];
    const inUse = chosen[kind] === "" && source?.kind === "on" ? source.label : null;
    const options =
      devices.length === 0 ? [{ value: "", label: missing }] : deviceOptions(devices, kind, inUse);
    const known = options.some(({ value }) => value === chosen[kind]);
    return (
      <Choice
        label={t(`device.${kind}`)}
        labelShown={labelShown}
        icon={icon}
        options={options}
        value={known ? chosen[kind] : ""}
        disabled={devices.length === 0}
        onChange={(id) => choose(kind, id)}
      />
    );
  };
  return (
    <div class={css.choices}>
      {menu("microphone", mic, microphones, t("device.noMicrophone"))}
      {menu("camera", video, cameras, t("device.noCamera"))}
      {canChooseSpeaker && menu("speaker", volume, speakers, t("device.system"))}
    </div>
  );
}
