import type { LocalSource } from "@confab/client";
import mic from "lucide-static/icons/mic.svg?raw";
import micOff from "lucide-static/icons/mic-off.svg?raw";
import video from "lucide-static/icons/video.svg?raw";
import videoOff from "lucide-static/icons/video-off.svg?raw";
import { LevelBars } from "../sound/level-bars.tsx";
import { useStateOf } from "../state/follow.ts";
import { Icon } from "../ui/icon.tsx";
import { t } from "../words/words.ts";
import css from "./source-toggle.module.css";

/** Microphone or camera on or off, before the call. The microphone shows what it hears. */
export function SourceToggle(props: { kind: "microphone" | "camera"; source: LocalSource; device: string }) {
  const { kind, source, device } = props;
  const state = useStateOf(source).value;
  const on = state.kind === "on" || state.kind === "starting";
  const microphone = kind === "microphone";
  const label = microphone
    ? t(on ? "call.mute" : "call.unmute")
    : t(on ? "call.stopCamera" : "call.startCamera");
  const icon = microphone ? (on ? mic : micOff) : on ? video : videoOff;
  return (
    <button
      type="button"
      class={`${css.toggle} ${on ? "" : css.off}`}
      onClick={() => void (on ? source.turnOff() : source.turnOn(device || undefined))}
    >
      <Icon svg={icon} small />
      <span>{label}</span>
      {microphone && state.kind === "on" && <LevelBars track={state.track} label={t("preview.level")} />}
    </button>
  );
}
